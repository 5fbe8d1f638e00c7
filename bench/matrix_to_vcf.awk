# SPDX-License-Identifier: MIT
# matrix_to_vcf.awk - the same conversion by awk, for the bench: what one would write without matrix2vcf.
#
#   awk -v contigs="1 2 3 4" -f matrix_to_vcf.awk NAMES PAIRS MATRIX | bgzip > out.vcf.gz; tabix -p vcf out.vcf.gz
#
# It takes clean input only: one upper-case letter a cell, diploid samples, rows in order. It checks nothing.
BEGIN { FS = "\t" }
FNR == 1 { file++ }

file == 1 { for (i = 4; i <= NF; i++) column[$i] = i; width = NF; next }

file == 2 {
  names = names "\t" $1
  first[++samples] = column[$2]
  second[samples] = column[$3]
  used[column[$2]] = used[column[$3]] = 1
  next
}

FNR == 1 {
  for (i = 4; i <= width; i++) if (i in used) order[++columns] = i
  write_header()
}

{
  reference = $3
  for (k = 1; k <= columns; k++) {
    allele = $(order[k])
    if (allele != reference && allele != "N" && allele != "-") break
  }
  if (k > columns) next  # invariant, as nearly all rows are

  split("", code)
  split("", count)
  code["N"] = code["-"] = "."
  code[reference] = alleles = called = 0
  alternatives = ""
  for (k = 1; k <= columns; k++) {
    allele = $(order[k])
    if (!(allele in code)) {
      code[allele] = ++alleles
      alternatives = alternatives "," allele
    }
    count[code[allele]]++
    if (code[allele] != ".") called++
  }
  counts = ""
  for (k = 1; k <= alleles; k++) counts = counts "," count[k]
  printf "%s\t%s\t.\t%s\t%s\t.\t.\t", $1, $2, reference, substr(alternatives, 2)
  printf "AC=%s;AN=%d\tGT:PI", substr(counts, 2), called
  for (k = 1; k <= samples; k++) {
    left = code[$(first[k])]
    right = code[$(second[k])]
    printf "\t%s|%s:%s", left, right, (left == "." && right == ".") ? "." : $1
  }
  printf "\n"
}

function write_header(    list, i, n) {
  print "##fileformat=VCFv4.2"
  n = split(contigs, list, " ")
  for (i = 1; i <= n; i++) print "##contig=<ID=" list[i] ">"
  print "##INFO=<ID=AC,Number=A,Type=Integer,Description=\"Allele count\">"
  print "##INFO=<ID=AN,Number=1,Type=Integer,Description=\"Called alleles\">"
  print "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">"
  print "##FORMAT=<ID=PI,Number=1,Type=String,Description=\"Phase block\">"
  print "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT" names
}
