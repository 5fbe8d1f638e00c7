# SPDX-License-Identifier: MIT
# closed_descriptors - with standard input, output and error closed in each of the eight ways, tool and plugin do what
# can be done, with the same bytes, and tell by the exit code what can not; no data land in a file meant for messages.
. "$(dirname "$0")/../cli/common.sh"

many_rows 5000 >matrix.tsv
convert --no-version -o file.vcf.gz matrix.tsv
convert --no-version -Oz - <matrix.tsv >piped.vcf.gz
export BCFTOOLS_PLUGINS=$PLUGIN_DIR

# with CLOSED PROGRAM...: its exit code. CLOSED holds 1 for input, 2 for output, 4 for error.
with() {
  local status=0
  (
    if (($1 & 1)); then exec <&-; else exec <matrix.tsv; fi
    if (($1 & 2)); then exec >&-; else exec >stdout; fi
    if (($1 & 4)); then exec 2>&-; else exec 2>stderr; fi
    shift
    exec timeout 10 "$@"
  ) || status=$?
  echo $status
}
for face in "$M2V" 'bcftools +matrix2vcf'; do
  for closed in {0..7}; do
    : >stdout
    : >stderr
    with $closed $face --no-version -o o.vcf.gz matrix.tsv | is 0
    cmp o.vcf.gz file.vcf.gz
    is '' <stdout
    if ! ((closed & 4)); then grep -qx 'Done: o.vcf.gz' stderr; fi

    with $closed $face --no-version -Oz matrix.tsv | is $((closed & 2 ? 5 : 0))
    if ((closed & 2)); then is '' <stdout; else cmp stdout file.vcf.gz; fi

    rm o.vcf.gz*
    with $closed $face --no-version -o o.vcf.gz - | is $((closed & 1 ? 4 : 0))
    if ((closed & 1)); then [[ ! -e o.vcf.gz ]]; else cmp o.vcf.gz piped.vcf.gz; fi
    rm -f o.vcf.gz*
    for help in --help --version '--print-samples matrix.tsv'; do
      with $closed $face $help | is $((closed & 2 ? 5 : 0))
    done
  done
done
ls -A | is $'file.vcf.gz\nfile.vcf.gz.tbi\nmatrix.tsv\npiped.vcf.gz\nstderr\nstdout'
