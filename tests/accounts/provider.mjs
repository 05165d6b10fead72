// A real provider of identities on this machine alone: node provider.mjs NODE_MODULES BACK
// Says its address on the first line. Whoever types a name is let in under it; a name that
// begins with "chua-" has an e-mail address that nobody checked.
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const [modules, back] = process.argv.slice(2);
const home = pathToFileURL(`${modules}/oidc-provider/lib/index.js`);
const { default: Provider } = await import(home.href);

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: "hientai",
      client_secret: "bi-mat-cua-nha-cung-cap",
      redirect_uris: [back],
    }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["only-for-tests"] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: id,
        email: `${id.replace(/^chua-/, "")}@hanoi.example`,
        email_verified: !id.startsWith("chua-"),
      }),
    }),
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
