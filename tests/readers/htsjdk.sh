#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# htsjdk - the parser of GATK, picard and IGV desktop: picard's VcfFormatConverter with the index required, then a query.
. "$(dirname "$0")/answer.sh"
needs java
needs PicardCommandLine
jars=/usr/share/java/htsjdk.jar
for jar in commons-logging snappy-java ngs-java commons-compress xz; do jars=$jars:/usr/share/java/$jar.jar; done

if [ $# -eq 1 ]; then
  PicardCommandLine VcfFormatConverter I="$1" O=picard.vcf REQUIRE_INDEX=true CREATE_INDEX=false QUIET=true \
    VALIDATION_STRINGENCY=STRICT VERBOSITY=WARNING > picard.out 2>&1 || { cat picard.out >&2; exit 1; }
  answer < picard.vcf
else
  java -cp "$jars" "$(dirname "$0")/HtsjdkQuery.java" "$@"
fi
