# SPDX-License-Identifier: MIT
# output_over_input - neither the output, nor its index, nor --json goes over a file that the run reads, by whatever path,
# nor --json over the output or its index; all of it is told before anything is written.
. "$(dirname "$0")/../cli/common.sh"

tsv <<<'CHROM POS REF S_a S_b
1 5 A A C' >matrix.tsv
printf 'CHROM\tPOS\tREF\tS_a\tS_b\n' >header.txt
printf 'S\tS_a\tS_b\n' >pairs.txt
printf '>1\nACGTACGTAC\n' >genome.fa
printf '1\t10\t3\t10\t11\n' >genome.fa.fai
printf '1\n' >contigs.txt
echo S >samples.txt
printf '1\t1\t9\n' >regions.txt
cp regions.txt targets.txt
mkdir folder
inputs=(matrix.tsv header.txt pairs.txt genome.fa genome.fa.fai contigs.txt samples.txt regions.txt targets.txt)
all=(-H header.txt -p pairs.txt -f genome.fa -C contigs.txt -S samples.txt -R regions.txt -T targets.txt matrix.tsv)
convert "${all[@]}" >/dev/null
before=$(md5sum "${inputs[@]}")
untouched() { [[ $(md5sum "${inputs[@]}") == "$before" && $(ls -A) == "$listing" ]]; }

for input in "${inputs[@]}"; do
  ln "$input" hard
  ln -s "$input" soft
  listing=$(ls -A)
  for path in "$input" "./$input" "$PWD/folder/../$input" hard soft; do
    fails 1 -Oz -o "$path" "${all[@]}"
    untouched
    fails 1 -o new.vcf.gz --json "$path" "${all[@]}"
    untouched
  done
  rm hard soft
  # An input that stands where the index would.
  for suffix in tbi csi; do
    ln -s "$input" new.vcf.gz.$suffix
    listing=$(ls -A)
    fails 1 -o new.vcf.gz "${all[@]}"
    untouched
    rm new.vcf.gz.$suffix
  done
done

ln -s folder other
listing=$(ls -A)
for json in folder/o.vcf.gz other/o.vcf.gz folder/o.vcf.gz.tbi other/../folder/o.vcf.gz.csi; do
  fails 1 -o folder/o.vcf.gz --json "$json" "${all[@]}"
  untouched
  ls -A folder | is ''
done
# An older file at the place of --json, with something that looks like its index, loses neither.
echo kept >account.tbi
convert -o folder/o.vcf.gz --json account "${all[@]}"
is kept <account.tbi
