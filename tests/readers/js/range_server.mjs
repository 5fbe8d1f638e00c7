// SPDX-License-Identifier: MIT
// range_server - serves some files on this machine, by byte ranges, as a web server does for igv.js; counts the ranges.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'

/// `files`: URL path -> { path }, { text }, or { bases }, which is that many N. Resolves to { port, ranges(), close() }.
export function serve(files) {
  let ranges = 0
  const server = createServer((request, response) => {
    const file = files[new URL(request.url, 'http://localhost').pathname]
    if (file?.text !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(file.text)
    } else if (!file || !(file.bases || existsSync(file.path))) {
      response.writeHead(404).end()
    } else {
      const size = file.bases ?? statSync(file.path).size
      const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
      const first = range ? Number(range[1]) : 0
      const last = Math.min(range?.[2] ? Number(range[2]) : size - 1, size - 1)
      if (first > last) return response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end()
      const head = { 'Accept-Ranges': 'bytes', 'Content-Length': last - first + 1 }
      if (range) head['Content-Range'] = `bytes ${first}-${last}/${size}`
      ranges += range ? 1 : 0
      response.writeHead(range ? 206 : 200, head)
      if (file.bases) response.end(Buffer.alloc(last - first + 1, 'N'))
      else createReadStream(file.path, { start: first, end: last }).pipe(response)
    }
  })
  return new Promise(ready => {
    server.listen(0, '127.0.0.1', () =>
      ready({ port: server.address().port, ranges: () => ranges, close: () => server.close() }))
  })
}
