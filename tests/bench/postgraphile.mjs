// PostGraphile on the same schema, as the application's role: row-level security reads the same
// settings, which come here from a list made beforehand instead of the function that checks the
// session, so this side does less.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

// Node 20 lacks this one function of Node 22; what needs it is imported after it is there.
Promise.withResolvers ??= function withResolvers() {
  let resolve, reject;
  const promise = new this((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
};
const { postgraphile } = await import('postgraphile');
const { makePgService } = await import('postgraphile/adaptors/pg');
const { grafserv } = await import('postgraphile/grafserv/node');
const { PostGraphileAmberPreset } = await import('postgraphile/presets/amber');

const scopes = JSON.parse(readFileSync(process.env.BENCH_SCOPES, 'utf8'));
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: process.env.BENCH_URL,
      schemas: ['public'],
      poolConfig: { max: 10 },
    }),
  ],
  grafast: {
    context: (request) => ({
      pgSettings: scopes[request.node.req.headers['x-account']],
    }),
  },
  grafserv: { watch: false, graphiql: false },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(process.env.BENCH_PORT), '127.0.0.1');
