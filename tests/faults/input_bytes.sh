# SPDX-License-Identifier: MIT
# input_bytes - a NUL, a lone CR or a blank line at any place of a small matrix is exit 3 with its line, or what the
# contract takes (a blank line at the end, CR before LF); no row is lost with exit 0.
. "$(dirname "$0")/../cli/common.sh"

tsv <<<'CHROM POS REF S_a S_b
1 15 A A C
1 16 CT C CT
2 1 N A T' >matrix.tsv
convert --no-version matrix.tsv >expected.vcf
size=$(stat -c %s matrix.tsv)
lines=$(grep -c . matrix.tsv)

# put AT BYTE...: the matrix with a byte put in there.
put() { head -c "$1" matrix.tsv; printf "$2"; tail -c +$(($1 + 1)) matrix.tsv; }
for ((at = 0; at <= size; ++at)); do
  put $at '\0' >bad.tsv
  fails 3 -o new.vcf bad.tsv
  tr -d '\0' <"$err" | cmp - "$err"

  put $at '\r' >bad.tsv
  if [[ $at == "$size" || $(tail -c +$((at + 1)) matrix.tsv | head -c 1 | od -An -tx1) == ' 0a' ]]; then
    convert --no-version bad.tsv | cmp - expected.vcf
  else
    fails 3 -o new.vcf bad.tsv
  fi
done
for ((line = 0; line <= lines; ++line)); do
  for blank in '' $'\r'; do
    { head -n $line matrix.tsv; echo "$blank"; tail -n +$((line + 1)) matrix.tsv; } >bad.tsv
    if ((line == lines)); then
      convert --no-version bad.tsv | cmp - expected.vcf
    else
      fails 3 -o new.vcf bad.tsv
    fi
  done
done
[[ ! -e new.vcf ]]
