// SPDX-License-Identifier: MIT
// igv - igv.js in headless Chromium loads the file and its index by byte ranges, draws the region to igv.png, and tells
// the records that it found there. See ../answer.sh; a region is needed. igv.js keeps no separator of GT: | is ours.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { serve } from './range_server.mjs'

const [path, contig, begin, end] = process.argv.slice(2)
const suffix = existsSync(path + '.tbi') ? '.tbi' : '.csi'
const script = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/igv/dist/igv.min.js')
const page_text = '<!doctype html><meta charset="utf-8"><div id="igv"></div><script src="/igv.js"></script>'
// Without a reference of the case's, one of N alone.
const bases = Number(end) + 100
const reference = existsSync('reference.fa')
  ? { '/fasta': { path: 'reference.fa' }, '/fai': { path: 'reference.fa.fai' } }
  : { '/fasta': { bases }, '/fai': { text: `${contig}\t${bases}\t0\t${bases}\t${bases + 1}\n` } }
const server = await serve({
  '/': { text: page_text }, '/igv.js': { path: script }, '/out.vcf.gz': { path }, '/out.index': { path: path + suffix }, ...reference,
})
const profile = mkdtempSync(join(tmpdir(), 'igv-'))
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: '/usr/bin/chromium', args: flags, viewport: { width: 1200, height: 500 },
})
let answer
try {
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${server.port}/`)
  answer = await page.evaluate(records_of, { contig, begin: Number(begin), end: Number(end) })
  await page.screenshot({ path: 'igv.png' })
} finally {
  await browser.close()
  rmSync(profile, { recursive: true, force: true })
  server.close()
}
if (server.ranges() < 2) throw new Error('the file was not read by ranges')
console.log(answer.join('\n'))

// Runs in the page.
async function records_of({ contig, begin, end }) {
  const browser = await igv.createBrowser(document.getElementById('igv'), {
    reference: { id: 'matrix', fastaURL: '/fasta', indexURL: '/fai' },
    locus: `${contig}:${begin}-${end}`,
    tracks: [{ name: 'out.vcf.gz', type: 'variant', format: 'vcf', url: '/out.vcf.gz', indexURL: '/out.index',
      visibilityWindow: -1, displayMode: 'EXPANDED', height: 340 }],
  })
  const { track } = browser.trackViews.find(view => view.track.type === 'variant')
  const header = await track.getHeader()
  const place = { chr: contig, start: begin - 1, end, bpPerPixel: 1, visibilityWindow: -1 }
  const found = await track.featureSource.getFeatures(place)
  const inside = found.filter(variant => variant.pos <= end && variant.pos + variant.referenceBases.length > begin)
  const samples = Array.from(header.sampleNameMap.keys())
  const genotype = (variant, name) => variant.calls[header.sampleNameMap.get(name)].genotype.join('|')
  return [['samples', ...samples].join('\t'), ...inside.map(variant => [variant.chr, variant.pos, variant.referenceBases,
    variant.alternateBases, ...samples.map(name => genotype(variant, name))].join('\t'))]
}
