// SPDX-License-Identifier: MIT
// jbrowse - what JBrowse reads with: @gmod/tabix finds the lines by TBI or CSI, @gmod/vcf parses them. See ../answer.sh.
import { existsSync } from 'node:fs'
import { TabixIndexedFile } from '@gmod/tabix'
import VCF from '@gmod/vcf'

const [path, contig, begin, end] = process.argv.slice(2)
const index = existsSync(path + '.tbi') ? { tbiPath: path + '.tbi' } : { csiPath: path + '.csi' }
const file = new TabixIndexedFile({ path, ...index })
const parser = new VCF({ header: await file.getHeader() })

function show(line) {
  const variant = parser.parseLine(line)
  const genotypes = variant.GENOTYPES()
  console.log([variant.CHROM, variant.POS, variant.REF, variant.ALT.join(','), ...parser.samples.map(name => genotypes[name])].join('\t'))
}

console.log(['samples', ...parser.samples].join('\t'))
if (contig) {
  await file.getLines(contig, begin - 1, Number(end), show)
} else {
  for (const name of await file.getReferenceSequenceNames()) await file.getLines(name, 0, undefined, show)
}
