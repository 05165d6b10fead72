// A verifier of credentials written by others, asked about documents that come as lines of JSON:
// {"credential": {…}, "documents": {"address": {…}}}. It reaches no network: what it would fetch is
// what came along.
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';

const modules = process.argv[2];
let served = {};
globalThis.fetch = async (asked) => {
  const address = typeof asked === 'string' ? asked : asked.url;
  const found = served[address];
  const headers = { 'content-type': 'application/json' };
  return found
    ? new Response(JSON.stringify(found), { status: 200, headers })
    : new Response('{}', { status: 404, headers });
};
console.error = console.warn = () => {};
const say = console.log.bind(console);
console.log = () => {};

const entry = `${modules}/@digitalcredentials/verifier-core/dist/index.js`;
const { verifyCredential } = await import(pathToFileURL(entry).href);
for await (const line of createInterface({ input: process.stdin })) {
  const { credential, documents } = JSON.parse(line);
  served = documents ?? {};
  const { log = [], errors = [] } = await verifyCredential({ credential, knownDIDRegistries: [] });
  const steps = Object.fromEntries(log.map(({ id, valid, error }) => [id, valid ?? error?.name]));
  say(JSON.stringify({ steps, errors: errors.map(({ name }) => name) }));
}
