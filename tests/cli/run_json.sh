# SPDX-License-Identifier: MIT
# run_json - --json writes the account for programs: the numbers of stderr, per contig and sample, Ts and Tv as bcftools.
. "$(dirname "$0")/common.sh"

number() { sed -nE "s/^ *\"$1\": ([0-9]+),?$/\1/p" account.json | head -n "${2:-1}" | tail -n 1; }

convert --json account.json -o out.vcf.gz "$TEST_DATA/1000g_chr20.tsv.gz"
says "rows read: $(number read) = $(number written) written + $(number invariant) invariant"
bcftools index -n out.vcf.gz | is "$(number written)"
bcftools stats out.vcf.gz | grep '^TSTV' | cut -f 3,4 | is "$(number transitions)"$'\t'"$(number transversions)"
(($(grep -c '"ploidy": 2' account.json) == 100))
grep -q '"schema_version": 1' account.json
[[ $(number read 2) == "$(number read)" ]] # its one contig

# Missing cells of each sample, and nothing of it in the header.
tsv <<<'CHROM POS REF x_a x_b y"\_a y"\_b
1 1 A N C . A
1 2 A N A N A
1 3 A A G N N' >matrix.tsv
convert --json account.json -o out.vcf matrix.tsv
grep -A2 '"name": "x"' account.json | grep -q '"missing_cells": 1'
grep -A2 -F '"name": "y\"\\"' account.json | grep -q '"missing_cells": 3'
if grep json out.vcf; then exit 1; fi

convert --json - -o out.vcf matrix.tsv | head -n 1 | is '{'
fails 1 --json - matrix.tsv

# No file of the run is written over, and what cannot be written is told before anything is done.
cp matrix.tsv kept.tsv
printf 'x\tx_a\tx_b\n' >pairs.txt
printf '1\t100\n' >list.txt
printf '1\t1\n' >places.txt
rm -f out.vcf new.vcf.gz
for taken in matrix.tsv ./matrix.tsv pairs.txt list.txt places.txt new.vcf.gz ./new.vcf.gz new.vcf.gz.tbi; do
  fails 1 --json $taken -p pairs.txt -C list.txt -T ^places.txt -o new.vcf.gz matrix.tsv
done
mkdir behind
ln -s behind/new.vcf.gz link.vcf.gz
for taken in link.vcf.gz behind/new.vcf.gz link.vcf.gz.tbi behind/new.vcf.gz.tbi ./behind/new.vcf.gz.csi; do
  fails 1 --json $taken -o link.vcf.gz matrix.tsv
done
cmp matrix.tsv kept.tsv
fails 5 --json missing/account.json -o new.vcf.gz matrix.tsv
[[ ! -e new.vcf.gz && -z $(find . -name '.*m2v*') ]]
fails 3 --json failed.json -C places.txt -o new.vcf.gz matrix.tsv
[[ ! -e failed.json ]]
if [[ -w /dev/full ]]; then
  fails 5 --json /dev/full -o new.vcf.gz matrix.tsv
  says 'new.vcf.gz is complete, but the account is not'
  bcftools index -n new.vcf.gz >/dev/null
fi
convert --json - -o out.vcf --for gatk -o out.vcf.gz matrix.tsv | grep -c '_alleles"\|_records"' | is 3

# Control characters of a name are escaped.
name=$'m\x01\x1f.tsv'
cp matrix.tsv "$name"
convert --json - -o out.vcf "$name" | grep -F '"input": "m\u0001\u001f.tsv"'

# A signal is seen while the account waits for its reader, whose output stands.
{ printf 'CHROM\tPOS\tREF'; printf '\ts%d' {1..3000}; printf '\n1\t5\tA'; printf '\tC%.0s' {1..3000}; echo; } >many.tsv
mkfifo account
exec 5<>account
"$M2V" -q --json account -o standing.vcf many.tsv 2>"$err" &
run=$!
for _ in {1..1500}; do [[ ! -e standing.vcf ]] || break; sleep 0.02; done
kill "$run"
status=0
wait "$run" || status=$?
((status == 143))
says 'standing.vcf is complete, but the account is not'
exec 5>&-
