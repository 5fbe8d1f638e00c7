# SPDX-License-Identifier: MIT
# table_original - with -0 the table holds the rows of the original program, up to the order inside ALT.
. "$(dirname "$0")/common.sh"

original=$TEST_DATA/original
sorted_alt() {
  awk -F '\t' -v OFS='\t' '{
    n = split($4, alt, ",")
    for (i = 2; i <= n; ++i)
      for (j = i; j > 1 && alt[j] < alt[j - 1]; --j) { swap = alt[j]; alt[j] = alt[j - 1]; alt[j - 1] = swap }
    $4 = alt[1]; for (i = 2; i <= n; ++i) $4 = $4 "," alt[i]
    print }'
}
for matrix in letters indels contigs; do
  convert -0 -O t -H "$original/header.txt" -p "$original/pairs.txt" "$original/$matrix.matrix.tsv" >table
  sorted_alt <table | sort >ours
  sorted_alt <"$original/$matrix.expected.tsv" | sort | cmp - ours
done
