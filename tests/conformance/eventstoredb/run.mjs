#!/usr/bin/env node
// Conformance runner for EventStoreDB-protocol servers. See README.md.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync, readdirSync, existsSync, mkdirSync } from 'node:fs';
import { join, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID, createHash } from 'node:crypto';
import { Worker, isMainThread, parentPort, threadId } from 'node:worker_threads';

// ---------------------------------------------------------------- arguments
const argv = process.argv.slice(2);
const flag = (n) => argv.includes('--' + n);
const opt = (n, d) => {
  const i = argv.indexOf('--' + n);
  return i >= 0 ? argv[i + 1] : d;
};
const here = dirname(fileURLToPath(import.meta.url));
const DIR = resolve(opt('dir', here));
const URL_ = opt('url');
if (!URL_ || flag('help')) {
  console.log(
    'usage: node run.mjs --url esdb://HOST:PORT?tls=false [--only topic[/name]] [--dir FOLDER] [--jobs N]\n' +
      '       [--strict] (also compare message texts) [--repeat N] [--record] [--list] [--verbose]',
  );
  process.exit(URL_ ? 0 : 2);
}
const ONLY = opt('only'),
  JOBS = +opt('jobs', 4),
  REPEAT = +opt('repeat', 1),
  RECORD = flag('record'),
  STRICT = flag('strict') || RECORD,
  VERBOSE = flag('verbose');
const TIME_SCALE = +opt('time-scale', 1);

// ---------------------------------------------------------------- client and stubs, from the caller's project
const need = createRequire(process.cwd() + '/');
const db = need('@eventstore/db-client');
const inner = createRequire(need.resolve('@eventstore/db-client'));
const grpc = inner('@grpc/grpc-js');
const stub = (n) => inner('../generated/' + n);
const pb = {
  streams: stub('streams_pb'),
  persistent: stub('persistent_pb'),
  shared: stub('shared_pb'),
  gossip: stub('gossip_pb'),
  serverfeatures: stub('serverfeatures_pb'),
  monitoring: stub('monitoring_pb'),
  operations: stub('operations_pb'),
};
const svc = {
  streams: ['streams', stub('streams_grpc_pb').StreamsClient],
  persistent: ['persistent', stub('persistent_grpc_pb').PersistentSubscriptionsClient],
  gossip: ['gossip', stub('gossip_grpc_pb').GossipClient],
  serverfeatures: ['serverfeatures', stub('serverfeatures_grpc_pb').ServerFeaturesClient],
};
const HOSTPORT = URL_.replace(/^esdb(\+discover)?:\/\//, '')
  .replace(/[/?].*$/, '')
  .replace(/^.*@/, '');

// Every scenario has its own client(s), and scenarios that run at the same time live in different workers: the client
// keeps its pending batch appends in one list per process/worker, and a broken or disposed call rejects all of them.
const client = (ctx, key = '') => {
  if (!ctx.clients.has(key)) {
    const extra = key.replace(/^#\d+/, '');
    ctx.clients.set(
      key,
      db.EventStoreDBClient.connectionString(URL_ + (extra ? (URL_.includes('?') ? '&' : '?') + extra : '')),
    );
  }
  return ctx.clients.get(key);
};
const stubs = new Map();
const rawClient = (name) => {
  if (!stubs.has(name))
    stubs.set(
      name,
      new svc[name][1](HOSTPORT, grpc.credentials.createInsecure(), {
        'grpc.max_receive_message_length': 64 << 20,
        'grpc.max_send_message_length': 64 << 20,
      }),
    );
  return stubs.get(name);
};

// ---------------------------------------------------------------- small helpers
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const MAX64 = 18446744073709551615n;
class Pos {
  constructor(v) {
    this.v = BigInt(v);
  }
} // becomes a rank ("P1") at the end of the scenario
class Text {
  constructor(s) {
    this.s = s;
  }
} // already final
const getPath = (o, path) => path.split('.').reduce((x, k) => (x == null ? undefined : x[k]), o);
const sha = (b) => createHash('sha1').update(b).digest('hex').slice(0, 10);
let runNo = 0;
const RUN = Date.now().toString(36) + process.pid.toString(36) + (isMainThread ? '' : 'w' + threadId);

class Ctx {
  constructor(name) {
    this.p = 'cf' + RUN + (runNo++).toString(36) + 'z';
    this.name = name;
    this.ids = new Map();
    this.labels = new Map();
    this.saved = {};
    this.subs = new Map();
    this.cleanup = [];
    this.clients = new Map();
    this.deleted = new Set();
    this.recreated = new Set();
  }
  id(label) {
    if (!label) return randomUUID();
    if (/^[0-9a-f-]{36}$/.test(label)) return label;
    if (!this.ids.has(label)) {
      const u = randomUUID();
      this.ids.set(label, u);
      this.labels.set(u, label);
    }
    return this.ids.get(label);
  }
  idOut(u) {
    return this.labels.get(u) ?? (u === '00000000-0000-0000-0000-000000000000' ? 'zero-id' : undefined);
  }
  // {p} -> prefix, deep
  fill(x) {
    if (typeof x === 'string') return x.replaceAll('{p}', this.p);
    if (Array.isArray(x)) return x.map((y) => this.fill(y));
    if (x && typeof x === 'object') {
      if (typeof x.repeat === 'string') return this.fill(x.repeat).repeat(x.times);
      if (typeof x.ref === 'string') return getPath(this.saved, x.ref);
      return Object.fromEntries(
        Object.entries(x).map(([k, v]) => [
          this.fill(k),
          (v && k === 'step') || k === 'steps' || k === 'rules' ? v : this.fill(v),
        ]),
      );
    }
    return x;
  }
}

// ---------------------------------------------------------------- normalisation
const decoder = new TextDecoder('utf-8', { fatal: true });
const bytesOut = (u8) => {
  if (!u8.length) return '';
  let s;
  try {
    s = decoder.decode(u8);
  } catch {
    s = undefined;
  }
  if (s !== undefined && !/[\u0000-\u0008]/.test(s)) return s;
  return u8.length > 64 ? { bytes: u8.length, sha: sha(u8) } : { hex: Buffer.from(u8).toString('hex') };
};
const normalise = (ctx, root) => {
  const all = new Set();
  (function walk(x) {
    if (x instanceof Pos) {
      if (x.v >= 0n && x.v < MAX64) all.add(x.v);
    } else if (x && typeof x === 'object' && !(x instanceof Uint8Array)) Object.values(x).forEach(walk);
  })(root);
  const rank = new Map([...all].sort((a, b) => (a < b ? -1 : 1)).map((v, i) => [v, 'P' + (i + 1)]));
  const out = (x) => {
    if (x === undefined || x === null) return x;
    if (x instanceof Pos) return rank.get(x.v) ?? (x.v === MAX64 ? 'MAX' : String(x.v));
    if (x instanceof Text) return x.s;
    if (typeof x === 'bigint') return x === MAX64 ? 'MAX' : x.toString();
    if (x instanceof Uint8Array) return out(bytesOut(x));
    if (x instanceof Date) return '<date>';
    if (typeof x === 'string') {
      let s = x.replaceAll(ctx.p, '{p}');
      for (const [u, l] of ctx.labels) s = s.replaceAll(u, `<id ${l}>`);
      s = s.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>');
      if (s === MAX64.toString()) return 'MAX';
      return s.length > 300 ? `<${s.length} chars, sha ${sha(s)}>` : s;
    }
    if (Array.isArray(x)) return x.map((y) => out(y) ?? null);
    if (typeof x === 'object') {
      const r = {};
      for (const [k, v] of Object.entries(x)) {
        const y = out(v);
        if (y !== undefined) r[out(k)] = y;
      }
      return r;
    }
    return x;
  };
  return out(root);
};
const DROP_TRAILERS = new Set([
  'date',
  'server',
  'content-type',
  'content-length',
  'grpc-status',
  'grpc-message',
  'grpc-accept-encoding',
  'accept-encoding',
  'transfer-encoding',
  'grpc-encoding',
  'keep-alive',
  'connection',
]);
const trailersOut = (md) => {
  const r = {};
  for (const [k, v] of Object.entries(md?.getMap?.() ?? {}).sort((a, b) => (a[0] < b[0] ? -1 : 1)))
    if (!DROP_TRAILERS.has(k)) r[k] = Buffer.isBuffer(v) ? new Uint8Array(v) : String(v);
  return r;
};
const statusOut = (s) => ({
  code: grpc.status[s.code],
  details: s.details,
  trailers: trailersOut(s.metadata),
});
const errorOut = (e) => {
  const r = { error: e?.constructor?.name ?? typeof e };
  for (const k of Object.keys(e ?? {}))
    if (!['_raw', 'message', 'stack', 'code', 'details', 'metadata', 'name'].includes(k)) r[k] = e[k];
  if (e?._raw) {
    r.code = grpc.status[e._raw.code];
    r.trailers = trailersOut(e._raw.metadata);
  }
  r.details = String(e?.message ?? e);
  return r;
};
const posOut = (p) =>
  p === undefined
    ? undefined
    : p.commit === p.prepare
      ? new Pos(p.commit)
      : { commit: new Pos(p.commit), prepare: new Pos(p.prepare) };
const recordOut = (ctx, e, st = {}) => {
  if (!e) return undefined;
  const r = { s: e.streamId, r: e.revision, t: e.type, id: ctx.idOut(e.id) };
  if (!e.isJson) r.json = false;
  const d = e.data;
  if (
    (typeof d === 'string' && d.length > 300) ||
    (d && typeof d === 'object' && JSON.stringify(d).length > 400)
  )
    r.d = { chars: JSON.stringify(d).length, sha: sha(JSON.stringify(d)) };
  else r.d = d;
  if (e.metadata !== undefined && !/^\$(@|>)$/.test(e.type)) r.m = e.metadata;
  if (e.type === '$>' && e.metadata) r.m = Object.keys(e.metadata).sort().join();
  if (st.pos) r.pos = posOut(e.position);
  return r;
};
const eventOut = (ctx, x, st = {}) => {
  if (st.view === 'rev') return (x.event ?? x.link).revision;
  if (st.view === 'srev') {
    const e = x.event ?? x.link;
    return `${e.streamId}@${e.revision}`;
  }
  const r = { ...(x.event ? recordOut(ctx, x.event, st) : { event: null }) };
  if (x.link) r.link = recordOut(ctx, x.link);
  if (st.pos) r.commitPosition = x.commitPosition === undefined ? 'none' : new Pos(x.commitPosition);
  return r;
};
const ownEvent = (ctx, x) => {
  const e = x.event ?? x.link;
  return e && (e.streamId.startsWith(ctx.p) || e.streamId.startsWith('$$' + ctx.p));
};
const summarise = (revs) => {
  const n = revs.map(Number),
    uniq = new Set(n);
  return {
    count: n.length,
    first: n[0],
    last: n.at(-1),
    ordered: n.every((v, i) => !i || v > n[i - 1]),
    gapless: uniq.size ? Math.max(...uniq) - Math.min(...uniq) + 1 === uniq.size : true,
    duplicates: n.length - uniq.size,
  };
};

// ---------------------------------------------------------------- building events, filters, settings
const mkEvents = (ctx, st) => {
  const specs =
    st.e ??
    (st.ids
      ? st.ids.map((id, i) => ({ id, d: { n: (st.from ?? 0) + i } }))
      : Array.from({ length: st.n ?? 1 }, (_, i) => ({ d: { n: (st.base ?? 0) + i } })));
  return specs.map((x) => {
    const id = ctx.id(x.id),
      type = x.t ?? st.t ?? 'T';
    if (x.hex !== undefined || x.zeros !== undefined)
      return db.binaryEvent({
        id,
        type,
        data: x.zeros !== undefined ? new Uint8Array(x.zeros) : Uint8Array.from(Buffer.from(x.hex, 'hex')),
        metadata: x.mhex ? Uint8Array.from(Buffer.from(x.mhex, 'hex')) : x.m,
      });
    return db.jsonEvent({
      id,
      type,
      data: x.size ? { s: 'x'.repeat(x.size) } : 'd' in x ? x.d : { n: 0 },
      metadata: x.mhex ? Uint8Array.from(Buffer.from(x.mhex, 'hex')) : (x.m ?? st.m),
    });
  });
};
const rev = (x) =>
  x === undefined
    ? undefined
    : ['any', 'no_stream', 'stream_exists', 'start', 'end'].includes(x)
      ? x
      : typeof x === 'object'
        ? x
        : BigInt(x);
const mkFilter = (f, ctx) => {
  if (!f) return undefined;
  if (f === 'excludeSystem') return db.excludeSystemEvents();
  const o = { ...f, ...(f.by ? {} : {}) };
  delete o.by;
  return f.by === 'type' ? db.eventTypeFilter(o) : db.streamNameFilter(o);
};
const clean = (o) => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined));
const readOpts = (st) =>
  clean({
    direction: st.dir === 'b' ? 'backwards' : st.dir === 'f' ? 'forwards' : undefined,
    fromRevision: rev(st.from),
    maxCount: st.max,
    resolveLinkTos: st.resolve,
  });
const posArg = (x) =>
  x === undefined || typeof x === 'string'
    ? x
    : x.commit !== undefined
      ? { commit: BigInt(x.commit), prepare: BigInt(x.prepare ?? x.commit) }
      : x;
const creds = { username: 'admin', password: 'changeit' };
const base = (st) => clean({ credentials: st.classic ? creds : undefined, deadline: st.deadline });
const settingsOf = (st) => {
  const s = { ...st.set };
  if (s.startFrom !== undefined) s.startFrom = st.all ? posArg(s.startFrom) : rev(s.startFrom);
  return st.all
    ? db.persistentSubscriptionToAllSettingsFromDefaults(s)
    : db.persistentSubscriptionToStreamSettingsFromDefaults(s);
};

// ---------------------------------------------------------------- subscriptions: one log per subscription
class Log {
  constructor() {
    this.events = [];
    this.flags = {};
    this.order = [];
    this.waiters = new Set();
  }
  bump(k) {
    this.flags[k] = (this.flags[k] ?? 0) + 1;
    this.order.push(k);
    this.wake();
  }
  wake() {
    for (const w of [...this.waiters]) w();
    this.last = Date.now();
  }
  until(cond, ms) {
    return new Promise((res) => {
      if (cond()) return res(true);
      const t = setTimeout(() => {
        this.waiters.delete(w);
        res(false);
      }, ms);
      const w = () => {
        if (cond()) {
          clearTimeout(t);
          this.waiters.delete(w);
          res(true);
        }
      };
      this.waiters.add(w);
    });
  }
  async settle(ms) {
    do {
      const n = this.order.length;
      await sleep(ms);
      if (n === this.order.length) return;
    } while (true);
  }
}
const attach = (ctx, st, sub, handler) => {
  const log = new Log();
  log.sub = sub;
  ctx.subs.set(st.as, log);
  sub.on('confirmation', () => log.bump('confirmation'));
  sub.on('caughtUp', () => log.bump('caughtUp'));
  sub.on('fellBehind', () => log.bump('fellBehind'));
  sub.on('error', (e) => {
    log.error = errorOut(e);
    log.bump('error');
  });
  sub.on('end', () => log.bump('end'));
  sub.on('data', (e) => {
    if (st.own !== false && (!st.s || st.own) && !ownEvent(ctx, e) && !st.foreign) {
      log.foreign = (log.foreign ?? 0) + 1;
      if (handler) sub.ack(e).catch(() => {});
      return;
    }
    log.events.push(e);
    log.order.push('event');
    handler?.(e, log);
    log.wake();
  });
  ctx.cleanup.push(async () => {
    try {
      sub.unsubscribe().catch(() => {});
    } catch {}
  });
  return log;
};

// ---------------------------------------------------------------- JSON <-> generated message classes
const NEST = {
  options: ['Options'],
  stream: ['StreamOptions', 'StreamOption'],
  all: ['AllOptions'],
  subscription: ['SubscriptionOptions'],
  filter: ['FilterOptions'],
  streamIdentifier: ['Expression'],
  eventType: ['Expression'],
  position: ['Position'],
  uuidOption: ['UUIDOption'],
  controlOption: ['ControlOption'],
  proposedMessage: ['ProposedMessage'],
  settings: ['Settings'],
  ack: ['Ack'],
  nack: ['Nack'],
  listForStream: ['StreamOption'],
};
const cap = (s) => s[0].toUpperCase() + s.slice(1);
const build = (ctx, Cls, obj, stack = []) => {
  const m = new Cls(),
    chain = [Cls, ...stack];
  const nested = (k) => {
    for (const c of chain) for (const n of NEST[k] ?? []) if (c[n]) return c[n];
  };
  const uuid = (v) => {
    const u = new pb.shared.UUID();
    if (v && typeof v === 'object') {
      const s = new pb.shared.UUID.Structured();
      s.setMostSignificantBits(v.msb);
      s.setLeastSignificantBits(v.lsb);
      u.setStructured(s);
    } else u.setString(ctx.id(v));
    return u;
  };
  const one = (k, v) => {
    if (k === 'streamIdentifier' && typeof v === 'string') {
      const i = new pb.shared.StreamIdentifier();
      i.setStreamName(Buffer.from(v).toString('base64'));
      return i;
    }
    if (k === 'stream' && typeof v === 'string') {
      const i = new pb.shared.StreamIdentifier();
      i.setStreamName(Buffer.from(v).toString('base64'));
      return i;
    }
    if (k === 'correlationId' || (k === 'id' && !(v && v.hex))) return uuid(v);
    if (k === 'ids') return v.map(uuid);
    if (k === 'data' || k === 'customMetadata')
      return typeof v === 'string'
        ? Buffer.from(v).toString('base64')
        : Buffer.from(v.hex, 'hex').toString('base64');
    if (k === 'deadline') {
      const { Timestamp } = inner('google-protobuf/google/protobuf/timestamp_pb');
      return Timestamp.fromDate(new Date(Date.now() + v));
    }
    if (v && typeof v === 'object' && !Array.isArray(v)) {
      const N =
        Object.keys(v).length ||
        ['subscription', 'options', 'settings', 'controlOption', 'uuidOption', 'filter'].includes(k)
          ? nested(k)
          : nested(k) && ['stream'].includes(k)
            ? nested(k)
            : undefined;
      return N ? build(ctx, N, v, chain) : new pb.shared.Empty();
    }
    return typeof v === 'bigint' ? v.toString() : v;
  };
  for (const [k, v0] of Object.entries(obj ?? {})) {
    if (k === 'metadata') {
      for (const [a, b] of Object.entries(v0)) m.getMetadataMap().set(a, b);
      continue;
    }
    if (k === 'proposedMessages') {
      for (const e of v0) m.addProposedMessages(build(ctx, Cls.ProposedMessage, e, chain));
      continue;
    }
    const v = one(k, v0);
    if (Array.isArray(v)) m['set' + cap(k) + 'List'](v);
    else m['set' + cap(k)](v);
  }
  return m;
};
const plain = (m) => {
  const r = {};
  for (const n of Object.getOwnPropertyNames(Object.getPrototypeOf(m))) {
    const g = /^get([A-Z]\w*)$/.exec(n);
    if (!g || /_as(U8|B64)$/.test(n)) continue;
    const F = g[1];
    if (typeof m['has' + F] === 'function' && !m['has' + F]()) continue;
    let k = F[0].toLowerCase() + F.slice(1),
      v = m[n]();
    if (typeof m[n + '_asU8'] === 'function') v = m[n + '_asU8']();
    if (/Map$/.test(k) && v?.getEntryList) {
      v = Object.fromEntries(v.getEntryList().sort((a, b) => (a[0] < b[0] ? -1 : 1)));
      k = k.slice(0, -3);
      if (!Object.keys(v).length) continue;
    } else if (Array.isArray(v)) {
      k = k.replace(/List$/, '');
      v = v.map((y) => (y && typeof y === 'object' && !(y instanceof Uint8Array) ? plain(y) : y));
      if (!v.length) continue;
    } else if (v instanceof Uint8Array) {
      if (!v.length && k !== 'streamName') continue;
    } else if (v && typeof v === 'object') v = v.getTypeUrl ? anyOut(v) : plain(v);
    else if (typeof m['has' + F] !== 'function' && (v === '' || v === 0 || v === false || v === '0'))
      continue;
    r[k] = v;
  }
  return r;
};
const anyOut = (any) => {
  const name = any.getTypeUrl().split('.').at(-1),
    C = pb.shared[name];
  return {
    typeUrl: any.getTypeUrl(),
    ...(C ? { value: plain(C.deserializeBinary(any.getValue_asU8())) } : {}),
  };
};
const wireNorm = (ctx, x, key, pos) => {
  if (x instanceof Uint8Array) return key === 'streamName' ? Buffer.from(x).toString('utf8') : x;
  if (Array.isArray(x)) return x.map((y) => wireNorm(ctx, y, key, pos));
  if (x && typeof x === 'object') {
    if (key === 'streamIdentifier' && 'streamName' in x)
      return wireNorm(ctx, x.streamName, 'streamName', pos);
    if (key === 'id' || key === 'correlationId' || key === 'instanceId')
      return ctx.idOut(x.string ?? '') ?? (x.structured ? '<structured uuid>' : '<uuid>');
    if (key === 'checkpoint') return '<pos>';
    const r = {};
    for (const [k, v] of Object.entries(x)) r[k] = wireNorm(ctx, v, k, pos);
    return r;
  }
  if (key === 'commitPosition' || key === 'preparePosition')
    return pos ? new Pos(x) : new Text(BigInt(x) === MAX64 ? 'MAX' : '<pos>');
  if (key === 'created') return '<created>';
  if (key === 'subscriptionId') return '<id>';
  return x;
};
// which stream a wire read message belongs to
const wireStream = (m) => {
  const e = m.event?.event ?? m.event?.link;
  return e ? Buffer.from(e.streamIdentifier.streamName).toString('utf8') : undefined;
};

// Filtered reads of $all: the client (6.2.1) accepts a filter in readAll but never sends it, so these use the raw stub.
const { convertGrpcEvent } = inner('./utils/convertGrpcEvent');
const rawReadAll = (ctx, st) =>
  new Promise((res, rej) => {
    const f = st.filter === 'excludeSystem' ? { by: 'type', regex: '^[^\\$].*' } : st.filter;
    const from = posArg(st.from) ?? (st.dir !== 'b' && !st.fromStart ? ctx.mark : 'start');
    const o = {
      uuidOption: { string: {} },
      count: String(st.max ?? '9223372036854775807'),
      readDirection: st.dir === 'b' ? 1 : 0,
      resolveLinks: !!st.resolve,
      all:
        typeof from === 'string'
          ? { [from]: {} }
          : { position: { commitPosition: String(from.commit), preparePosition: String(from.prepare) } },
      filter: {
        [f.by === 'type' ? 'eventType' : 'streamIdentifier']: f.regex
          ? { regex: f.regex }
          : { prefix: f.prefixes },
        max: 32,
        checkpointintervalmultiplier: 1,
      },
    };
    const out = [],
      call = rawClient('streams').read(build(ctx, pb.streams.ReadReq, { options: o }));
    call.on('data', (m) => {
      if (m.hasEvent()) out.push(convertGrpcEvent(m.getEvent()));
    });
    call.on('error', rej);
    call.on('end', () => res(out));
    ctx.cleanup.push(async () => call.cancel());
  });

// ---------------------------------------------------------------- operations
const ops = {
  // --- client level
  async append(ctx, st) {
    const ev = mkEvents(ctx, st),
      c = client(ctx, st.client);
    const o = {
      ...clean({ expectedRevision: rev(st.x), batchAppendSize: st.batchSize, ...base(st) }),
      ...(st.opts ?? {}),
    };
    const r = await c.appendToStream(st.s, st.single ? ev[0] : ev, o);
    return [
      r,
      {
        success: r.success,
        next: r.nextExpectedRevision,
        pos: st.nopos ? undefined : (posOut(r.position) ?? 'none'),
      },
    ];
  },
  async read(ctx, st) {
    const out = [];
    for await (const e of client(ctx, st.client).readStream(st.s, { ...readOpts(st), ...base(st) }))
      out.push(e);
    return [
      out,
      st.view === 'summary'
        ? summarise(out.map((e) => e.event.revision))
        : out.map((e) => eventOut(ctx, e, st)),
    ];
  },
  async readAll(ctx, st) {
    const out = [];
    let foreign = 0;
    if (st.filter && !st.viaClient) {
      for (const e of await rawReadAll(ctx, st)) if (ownEvent(ctx, e)) out.push(e);
      return [out, st.view === 'count' ? out.length : out.map((e) => eventOut(ctx, e, st))];
    }
    for await (const e of client(ctx, st.client).readAll({
      ...clean({
        direction: st.dir === 'b' ? 'backwards' : undefined,
        fromPosition:
          posArg(st.from) ?? (st.filter && st.dir !== 'b' && !st.fromStart ? ctx.mark : undefined),
        maxCount: st.max,
        resolveLinkTos: st.resolve,
        filter: mkFilter(st.filter, ctx),
      }),
      ...base(st),
    }))
      if (st.foreign || (ownEvent(ctx, e) && !(st.ownLink && e.link && !e.link.streamId.startsWith(ctx.p))))
        out.push(e);
      else foreign++;
    return [out, st.view === 'count' ? out.length : out.map((e) => eventOut(ctx, e, st))];
  },
  async setMeta(ctx, st) {
    const r = await client(ctx, st.client).setStreamMetadata(
      st.s,
      st.meta,
      clean({ expectedRevision: rev(st.x), ...base(st) }),
    );
    return [r, { success: r.success, next: r.nextExpectedRevision, pos: posOut(r.position) ?? 'none' }];
  },
  async getMeta(ctx, st) {
    const r = await client(ctx, st.client).getStreamMetadata(st.s, base(st));
    return [
      r,
      {
        streamName: r.streamName,
        position: r.metastreamRevision === undefined ? 'none' : new Pos(r.metastreamRevision),
        metadata: r.metadata ?? 'none',
      },
    ];
  },
  async delete(ctx, st) {
    const r = await client(ctx, st.client).deleteStream(
      st.s,
      clean({ expectedRevision: rev(st.x), ...base(st) }),
    );
    return [r, { pos: posOut(r.position) ?? 'none' }];
  },
  async tombstone(ctx, st) {
    const r = await client(ctx, st.client).tombstoneStream(
      st.s,
      clean({ expectedRevision: rev(st.x), ...base(st) }),
    );
    return [r, { pos: posOut(r.position) ?? 'none' }];
  },
  async sub(ctx, st) {
    attach(
      ctx,
      st,
      client(ctx, st.client).subscribeToStream(st.s, {
        ...clean({ fromRevision: rev(st.from), resolveLinkTos: st.resolve }),
        ...base(st),
      }),
    );
    return [null, 'opened'];
  },
  async subAll(ctx, st) {
    const cps = [];
    const f = mkFilter(
      st.filter && st.filter !== 'excludeSystem' && st.checkpoints
        ? {
            ...st.filter,
            checkpointReached: (_s, p) => {
              cps.push(p);
              ctx.subs.get(st.as)?.bump('checkpoint');
            },
          }
        : st.filter,
      ctx,
    );
    const log = attach(
      ctx,
      st,
      client(ctx, st.client).subscribeToAll({
        ...clean({ fromPosition: posArg(st.from), resolveLinkTos: st.resolve, filter: f }),
        ...base(st),
      }),
    );
    log.cps = cps;
    return [null, 'opened'];
  },
  async wait(ctx, st) {
    const l = ctx.subs.get(st.sub),
      ms = st.ms ?? 8000;
    const ok = await l.until(
      () =>
        (st.events === undefined || l.events.length >= st.events) &&
        (st.flag === undefined || (l.flags[st.flag] ?? 0) >= (st.count ?? 1)),
      ms,
    );
    return [null, ok ? 'reached' : 'timeout'];
  },
  async dump(ctx, st) {
    const l = ctx.subs.get(st.sub);
    if (st.settle !== 0) await l.settle((st.settle ?? 250) * TIME_SCALE);
    const r = {
      events:
        st.view === 'summary'
          ? summarise(l.events.map((e) => (e.event ?? e.link).revision))
          : l.events.map((e) =>
              'retryCount' in e && st.view === undefined
                ? { ...eventOut(ctx, e, st), retry: e.retryCount }
                : eventOut(ctx, e, st),
            ),
    };
    if (st.view === 'retry')
      r.events = l.events.map((e) => `${e.event?.revision ?? 'link ' + e.link?.revision}#${e.retryCount}`);
    if (st.sorted) r.events = [...r.events].map(String).sort();
    const fl = { ...l.flags };
    delete fl.checkpoint;
    for (const k of st.ignoreFlags ?? []) delete fl[k];
    r.flags = fl;
    if (l.error) r.error = l.error;
    if (st.checkpoints) {
      const last = l.events
        .map((e) => e.event?.position?.commit)
        .filter(Boolean)
        .at(-1);
      r.checkpoints = {
        some: l.cps.length > 0,
        ascending: l.cps.every((c, i) => !i || c.commit >= l.cps[i - 1].commit),
        lastAtOrAfterLastEvent:
          last === undefined ? undefined : l.cps.length > 0 && l.cps.at(-1).commit >= last,
      };
      if (st.checkpoints === 'count') r.checkpoints.count = l.cps.length;
    }
    return [l.events, r];
  },
  async spread(ctx, st) {
    const ls = st.subs.map((k) => ctx.subs.get(k));
    for (const l of ls) await l.settle(300);
    const ids = ls.flatMap((l) => l.events.map((e) => (e.link ?? e.event).id));
    return [
      null,
      { perConsumer: ls.map((l) => l.events.length).sort((a, b) => a - b), distinct: new Set(ids).size },
    ];
  },
  async unsub(ctx, st) {
    const l = ctx.subs.get(st.sub);
    await l.sub.unsubscribe();
    if (!st.keep) await sleep(50);
    return [null, 'done'];
  },
  async sleep(ctx, st) {
    await sleep(st.ms);
    return [null, 'slept'];
  },
  // --- persistent subscriptions
  async psCreate(ctx, st) {
    const c = client(ctx, st.client);
    if (st.all)
      await c.createPersistentSubscriptionToAll(st.g, settingsOf(st), {
        ...clean({ filter: mkFilter(st.filter, ctx) }),
        ...base(st),
      });
    else await c.createPersistentSubscriptionToStream(st.s, st.g, settingsOf(st), base(st));
    ctx.cleanup.push(() =>
      (st.all
        ? c.deletePersistentSubscriptionToAll(st.g)
        : c.deletePersistentSubscriptionToStream(st.s, st.g)
      ).catch(() => {}),
    );
    return [null, 'created'];
  },
  async psUpdate(ctx, st) {
    const c = client(ctx, st.client);
    if (st.all) await c.updatePersistentSubscriptionToAll(st.g, settingsOf(st), base(st));
    else await c.updatePersistentSubscriptionToStream(st.s, st.g, settingsOf(st), base(st));
    return [null, 'updated'];
  },
  async psDelete(ctx, st) {
    const c = client(ctx, st.client);
    if (st.all) await c.deletePersistentSubscriptionToAll(st.g, base(st));
    else await c.deletePersistentSubscriptionToStream(st.s, st.g, base(st));
    return [null, 'deleted'];
  },
  async psInfo(ctx, st) {
    const c = client(ctx, st.client);
    const r = await (st.all
      ? c.getPersistentSubscriptionToAllInfo(st.g, base(st))
      : c.getPersistentSubscriptionToStreamInfo(st.s, st.g, base(st)));
    return [r, psInfoOut(r, st)];
  },
  async psList(ctx, st) {
    const c = client(ctx, st.client);
    const r = st.all
      ? await c.listPersistentSubscriptionsToAll(base(st))
      : st.s
        ? await c.listPersistentSubscriptionsToStream(st.s, base(st))
        : await c.listAllPersistentSubscriptions(base(st));
    const own = r.filter((x) => x.eventSource.includes(ctx.p) || x.groupName.includes(ctx.p));
    return [
      own,
      own
        .map((x) => (st.full ? psInfoOut(x, st) : `${x.eventSource}::${x.groupName}`))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ];
  },
  async psReplay(ctx, st) {
    const c = client(ctx, st.client),
      o = { ...clean({ stopAt: st.stopAt }), ...base(st) };
    if (st.all) await c.replayParkedMessagesToAll(st.g, o);
    else await c.replayParkedMessagesToStream(st.s, st.g, o);
    return [null, 'replayed'];
  },
  async psRestart(ctx, st) {
    await client(ctx, st.client).restartPersistentSubscriptionSubsystem(base(st));
    return [null, 'restarted'];
  },
  async psSub(ctx, st) {
    const c = client(ctx, st.client),
      o = clean({ bufferSize: st.buf, ...base(st) });
    const sub = st.all
      ? c.subscribeToPersistentSubscriptionToAll(st.g, o)
      : c.subscribeToPersistentSubscriptionToStream(st.s, st.g, o);
    const rules = st.rules ?? [{ do: 'ack' }];
    attach(ctx, st, sub, async (e) => {
      const m = e.event ?? e.link;
      const rule = rules.find(
        (r) =>
          (r.rev === undefined || BigInt(r.rev) === m.revision) &&
          (r.retry === undefined || r.retry === e.retryCount) &&
          (r.belowRetry === undefined || e.retryCount < r.belowRetry),
      );
      const act = rule?.do ?? 'hold';
      try {
        if (act === 'ack') await sub.ack(e);
        else if (act !== 'hold') await sub.nack(act, rule.why ?? 'because', e);
      } catch (x) {
        ctx.subs.get(st.as).bump('ackError');
      }
    });
    return [null, 'opened'];
  },
  async psAck(ctx, st) {
    const l = ctx.subs.get(st.sub);
    await l.sub.ack(...st.i.map((i) => l.events[i]));
    if (st.after !== 0) await sleep(st.after ?? 150);
    return [null, 'acked'];
  },
  async psNack(ctx, st) {
    const l = ctx.subs.get(st.sub);
    await l.sub.nack(st.action, st.why ?? 'because', ...st.i.map((i) => l.events[i]));
    if (st.after !== 0) await sleep(st.after ?? 150);
    return [null, 'nacked'];
  },
  // --- concurrency
  async race(ctx, st) {
    const K = st.clients ?? 1;
    const rs = await Promise.all(
      Array.from({ length: st.n }, (_, i) =>
        client(ctx, K > 1 ? '#' + (i % K) : st.client)
          .appendToStream(st.s, mkEvents(ctx, { n: st.each ?? 1, base: i * 1000 }), {
            expectedRevision: rev(st.x) ?? 'any',
            ...base(st),
          })
          .then(
            (r) => ({ ok: r.nextExpectedRevision }),
            (e) => errorOut(e),
          ),
      ),
    );
    const losers = rs.filter((r) => r.error),
      kinds = {};
    for (const l of losers) {
      const k = JSON.stringify(l, (kk, v) =>
        kk === 'details' ? undefined : typeof v === 'bigint' ? String(v) : v,
      );
      kinds[k] = (kinds[k] ?? 0) + 1;
    }
    return [
      rs,
      {
        won: rs.length - losers.length,
        next: rs
          .filter((r) => !r.error)
          .map((r) => r.ok)
          .sort((a, b) => (a < b ? -1 : 1)),
        losers: losers.length,
        loserKinds: st.looseLosers
          ? [...new Set(losers.map((l) => l.error))]
          : Object.entries(kinds).map(([k, n]) => ({ ...JSON.parse(k), times: n })),
      },
    ];
  },
  async writers(ctx, st) {
    const got = [];
    const K = st.clients ?? 1,
      errs = [];
    await Promise.all(
      Array.from({ length: st.writers }, async (_, w) => {
        let prev = -1n,
          mono = true;
        for (let i = 0; i < st.each; i++)
          try {
            const r = await client(ctx, K > 1 ? '#' + (w % K) : st.client).appendToStream(
              st.s,
              mkEvents(ctx, {
                e: Array.from({ length: st.batch ?? 1 }, (_, j) => ({ t: 'W', d: { w, i, j } })),
              }),
              { expectedRevision: rev(st.x) ?? 'any', ...base(st) },
            );
            if (r.nextExpectedRevision <= prev) mono = false;
            prev = r.nextExpectedRevision;
            got.push(r.nextExpectedRevision);
          } catch (e) {
            errs.push(e.constructor.name);
          }
        if (!mono) errs.push('not monotonic');
      }),
    );
    const evs = [];
    for await (const e of client(ctx).readStream(st.s)) evs.push(e.event);
    const perWriter = new Map();
    let inOrder = true,
      contiguous = true;
    evs.forEach((e, k) => {
      const last = perWriter.get(e.data.w) ?? [-1, -1];
      if (!(e.data.i > last[0] || (e.data.i === last[0] && e.data.j === last[1] + 1))) inOrder = false;
      perWriter.set(e.data.w, [e.data.i, e.data.j]);
      if (e.data.j > 0 && !(evs[k - 1].data.w === e.data.w && evs[k - 1].data.i === e.data.i))
        contiguous = false;
    });
    return [
      null,
      {
        acknowledged: got.length,
        distinctNext: new Set(got.map(String)).size,
        errors: errs.sort(),
        stream: summarise(evs.map((e) => e.revision)),
        eachWriterInOrder: inOrder,
        batchesContiguous: contiguous,
      },
    ];
  },
  async optimistic(ctx, st) {
    let done = 0,
      other = [];
    await Promise.all(
      Array.from({ length: st.workers }, async (_, w) => {
        for (let i = 0; i < st.each;) {
          let exp = 'no_stream',
            total = 0;
          try {
            for await (const e of client(ctx).readStream(st.s, {
              direction: 'backwards',
              fromRevision: 'end',
              maxCount: 1,
            })) {
              exp = e.event.revision;
              total = e.event.data.total;
            }
          } catch (e) {
            if (e.constructor.name !== 'StreamNotFoundError') {
              other.push(e.constructor.name);
              return;
            }
          }
          try {
            await client(ctx).appendToStream(
              st.s,
              db.jsonEvent({ type: 'Counted', data: { total: total + 1 } }),
              { expectedRevision: exp, ...base(st) },
            );
            i++;
            done++;
          } catch (e) {
            if (e.constructor.name !== 'WrongExpectedVersionError') {
              other.push(e.constructor.name);
              return;
            }
          }
        }
      }),
    );
    const evs = [];
    for await (const e of client(ctx).readStream(st.s)) evs.push(e.event);
    return [
      null,
      {
        done,
        other,
        stream: summarise(evs.map((e) => e.revision)),
        totalsInStep: evs.every((e) => BigInt(e.data.total) === e.revision + 1n),
      },
    ];
  },
  async storm(ctx, st) {
    const each = st.each ?? 1;
    let next = 0;
    const lanes = st.lanes ?? 10,
      total = st.n / each;
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        while (next < total) {
          const k = next++;
          await client(ctx, st.client).appendToStream(
            st.s,
            mkEvents(ctx, { n: each, base: k * each, t: st.t }),
            { expectedRevision: 'any' },
          );
        }
      }),
    );
    return [null, 'written ' + st.n];
  },
  // --- wire level
  async wread(ctx, st) {
    const C = pb.streams.ReadReq,
      o = { uuidOption: { string: {} }, ...(st.o.filter ? {} : { noFilter: {} }), ...st.o };
    for (const k of Object.keys(o)) if (o[k] === null) delete o[k];
    const req = build(ctx, C, { options: o });
    const msgs = [];
    let foreign = 0,
      ended;
    const log = new Log();
    log.msgs = msgs;
    const call = rawClient('streams').read(req);
    call.on('data', (m) => {
      const x = plain(m);
      const s = wireStream(x);
      if (s !== undefined && st.o.all && !s.startsWith(ctx.p) && !s.startsWith('$$' + ctx.p)) {
        foreign++;
        return;
      }
      msgs.push(x);
      log.order.push('m');
      log.wake();
    });
    call.on('error', () => {});
    call.on('status', (s) => {
      ended = statusOut(s);
      log.bump('end');
    });
    ctx.cleanup.push(async () => call.cancel());
    const log2 = {
      log,
      call,
      msgs,
      get ended() {
        return ended;
      },
    };
    if (st.as) {
      ctx.subs.set(st.as, log2);
      return [null, 'opened'];
    }
    await log.until(() => ended, st.ms ?? 5000);
    return [msgs, wreadOut(ctx, st, msgs, ended)];
  },
  async wwait(ctx, st) {
    const l = ctx.subs.get(st.sub);
    const ok = await l.log.until(
      () =>
        (st.msgs !== undefined && l.msgs.length >= st.msgs) ||
        (st.kind && l.msgs.filter((m) => st.kind in m).length >= (st.count ?? 1)) ||
        (st.end && l.ended),
      st.ms ?? 8000,
    );
    return [null, ok ? 'reached' : 'timeout'];
  },
  async wdump(ctx, st) {
    const l = ctx.subs.get(st.sub);
    if (st.settle !== 0) await l.log.settle((st.settle ?? 250) * TIME_SCALE);
    return [l.msgs, wreadOut(ctx, st, l.msgs, l.ended)];
  },
  async wsend(ctx, st) {
    const l = ctx.subs.get(st.sub);
    for (const m of st.msgs) l.call.write(build(ctx, l.Cls, m));
    await sleep(st.after ?? 150);
    return [null, 'sent'];
  },
  async wcancel(ctx, st) {
    const l = ctx.subs.get(st.sub);
    l.call.cancel();
    await sleep(50);
    return [null, 'cancelled'];
  },
  async wpsub(ctx, st) {
    const Cls = pb.persistent.ReadReq,
      log = new Log(),
      msgs = [];
    let ended;
    const call = rawClient('persistent').read();
    call.on('data', (m) => {
      const x = plain(m);
      msgs.push(x);
      log.order.push('m');
      log.wake();
    });
    call.on('error', () => {});
    call.on('status', (s) => {
      ended = statusOut(s);
      log.bump('end');
    });
    ctx.cleanup.push(async () => call.cancel());
    if (st.o) call.write(build(ctx, Cls, { options: { uuidOption: { string: {} }, ...st.o } }));
    for (const m of st.send ?? []) call.write(build(ctx, Cls, m));
    ctx.subs.set(st.as, {
      log,
      call,
      msgs,
      Cls,
      get ended() {
        return ended;
      },
    });
    return [null, 'opened'];
  },
  async wappend(ctx, st) {
    const C = pb.streams.AppendReq;
    return await new Promise((res) => {
      const call = rawClient('streams').append((e, r) =>
        res([r, e ? statusOut(e) : wireNorm(ctx, plain(r), '', st.pos ?? true)]),
      );
      if (st.o) call.write(build(ctx, C, { options: st.o }));
      for (const m of msgSpecs(ctx, st)) call.write(build(ctx, C, { proposedMessage: m }));
      if (!st.open) call.end();
      if (st.ms) setTimeout(() => call.cancel(), st.ms);
    });
  },
  async wbatch(ctx, st) {
    const C = pb.streams.BatchAppendReq;
    const call = rawClient('streams').batchAppend();
    const out = [];
    let ended;
    const log = new Log();
    call.on('data', (m) => {
      out.push(wireNorm(ctx, plain(m), '', true));
      log.bump('m');
    });
    call.on('error', () => {});
    call.on('status', (s) => {
      ended = statusOut(s);
      log.bump('end');
    });
    for (const m of st.msgs) {
      const { wait, e, n, ...rest } = m;
      if (wait) {
        await log.until(() => out.length >= wait || ended, 5000);
        continue;
      }
      call.write(
        build(ctx, C, { ...rest, ...(e || n ? { proposedMessages: msgSpecs(ctx, { e, n }) } : {}) }),
      );
    }
    await log.until(() => out.length >= (st.responses ?? 1) || ended, st.ms ?? 5000);
    if (st.settle) await sleep(st.settle);
    if (st.close !== false && !ended) {
      call.end();
      await log.until(() => ended, 600);
    }
    const sorted = st.sorted
      ? [...out].sort((a, b) => (String(a.correlationId) < String(b.correlationId) ? -1 : 1))
      : out;
    const r = [out, { responses: sorted, status: ended ?? 'open' }];
    call.cancel();
    return r;
  },
  async wcall(ctx, st) {
    const [file] = svc[st.service];
    const c = rawClient(st.service);
    const C = st.req === undefined ? pb.shared.Empty : pb[file][st.type];
    const req = build(ctx, C, st.req ?? {});
    return await new Promise((res) =>
      c[st.method](req, (e, r) => res([r, e ? statusOut(e) : wireNorm(ctx, plain(r), '', st.pos ?? true)])),
    );
  },
  // --- composition
  async parallel(ctx, st) {
    const rs = await Promise.all(
      st.steps.map(async (s) => {
        if (!Array.isArray(s)) return step(ctx, s);
        const r = [];
        for (const x of s) r.push(await step(ctx, x));
        return r;
      }),
    );
    return [null, rs];
  },
  async repeat(ctx, st) {
    const rs = [];
    for (let i = 0; i < st.times; i++) rs.push(await step(ctx, st.step));
    return [null, st.quiet ? 'repeated ' + st.times : rs];
  },
};
const msgSpecs = (ctx, st) =>
  (st.e ?? Array.from({ length: st.n ?? 0 }, (_, i) => ({ d: `{"n":${i}}` })))
    .map((x) =>
      clean({
        id: 'id' in x ? x.id : (undefined ?? ctx.id()),
        metadata: x.md ?? { type: x.t ?? 'T', 'content-type': x.ct ?? 'application/json' },
        data: x.zeros ? { hex: '00'.repeat(x.zeros) } : x.d === undefined ? '{}' : x.d,
        customMetadata: x.m,
      }),
    )
    .map((x, i) => (st.e?.[i]?.noid ? (delete x.id, x) : x));
const wreadOut = (ctx, st, msgs, ended) => {
  let ms = msgs.map((m) => {
    const x = wireNorm(ctx, m, '', st.pos ?? false);
    const rec = (e, full) =>
      e
        ? clean({
            s: e.streamIdentifier,
            r: e.streamRevision ?? '0',
            id: ['<uuid>', undefined].includes(e.id) ? undefined : e.id,
            md: e.metadata,
            d: e.data?.length > 400 ? { bytes: e.data.length } : e.data,
            m: e.metadata?.type === '$>' ? undefined : e.customMetadata,
            pos: st.pos && full ? [e.commitPosition, e.preparePosition] : undefined,
          })
        : undefined;
    if (x.event) {
      if (st.view === 'rev') {
        const e = x.event.event ?? x.event.link;
        return { event: `${e.streamIdentifier}@${e.streamRevision ?? '0'}` };
      }
      return {
        event: clean({
          ...rec(x.event.event, true),
          link: rec(x.event.link),
          commitPosition: x.event.commitPosition,
          noPosition: x.event.noPosition ? true : undefined,
          retryCount: x.event.retryCount,
          noRetryCount: x.event.noRetryCount ? true : undefined,
        }),
      };
    }
    return x;
  });
  if (st.dropCheckpoints) ms = ms.filter((m) => !('checkpoint' in m));
  if (st.squashCheckpoints) ms = ms.filter((m, i) => !('checkpoint' in m && i && 'checkpoint' in ms[i - 1]));
  return { messages: ms, status: ended ?? 'open' };
};
const psInfoOut = (r, st) => {
  const s = { ...r.stats };
  for (const k of ['averagePerSecond', 'countSinceLastMeasurement']) delete s[k];
  const pick = (o, ks) => (ks ? Object.fromEntries(ks.map((k) => [k, o[k] ?? null])) : o);
  const all = r.eventSource === '$all';
  const p = (v) => (v && typeof v === 'object' && 'commit' in v ? posOut(v) : v);
  if (all && !st.allPositions)
    for (const k of ['lastKnownEventPosition', 'lastCheckpointedEventPosition'])
      if (k in s) s[k] = s[k] === undefined ? undefined : '<pos>';
      else;
  else for (const k of Object.keys(s)) s[k] = p(s[k]);
  const settings = { ...r.settings };
  settings.startFrom = p(settings.startFrom);
  const o = {
    source: r.eventSource,
    group: r.groupName,
    status: r.status,
    connections: r.connections.length,
    settings: st.settings ? settings : undefined,
    stats: st.stats === false ? undefined : pick(s, Array.isArray(st.stats) ? st.stats : undefined),
  };
  if (st.connections)
    o.connections = r.connections.map((c) => ({
      username: c.username,
      connectionName: c.connectionName,
      availableSlots: c.availableSlots,
      inFlightMessages: c.inFlightMessages,
      totalItems: c.totalItems,
      measurements: c.extraStatistics?.length || c.observedMeasurements?.length ? 'some' : 'none',
    }));
  return clean(o);
};

// ---------------------------------------------------------------- executing
async function step(ctx, st0) {
  const st = ctx.fill(st0);
  if (!ops[st.op]) throw new Error('unknown op ' + st.op);
  const run = async () => {
    const v = await ops[st.op](ctx, st);
    if (st.op === 'delete') ctx.deleted.add(st.s);
    else if (st.op === 'append' && ctx.deleted.has(st.s) && v[1].pos !== 'none') ctx.recreated.add(st.s);
    return v;
  };
  // An append to a soft-deleted stream is followed by a second write (the new $tb); reads may lag behind it for a moment.
  const lagging = (v) =>
    ctx.recreated.has(st.s) &&
    ((st.op === 'read' && v[1]?.error === 'StreamNotFoundError') ||
      (st.op === 'getMeta' && v[0]?.metadata?.truncateBefore > 2 ** 62));
  const once = async () => {
    let v;
    for (let i = 0; i < 40; i++) {
      v = await attempt();
      if (!lagging(v)) break;
      await sleep(50);
    }
    return v;
  };
  const attempt = async () => {
    try {
      return await run();
    } catch (e) {
      if (VERBOSE && !e?.type) console.error(e);
      return [e, errorOut(e)];
    }
  };
  let r = await once();
  if (st.until) {
    const end = Date.now() + (st.untilMs ?? 12000);
    const met = () => {
      const v = getPath(normalise(ctx, { r: r[1] }), 'r' + (st.until.path ? '.' + st.until.path : ''));
      return 'eq' in st.until
        ? String(v) === String(st.until.eq)
        : typeof v !== 'undefined' && Number(v) >= st.until.gte;
    };
    while (!met() && Date.now() < end) {
      await sleep(120);
      r = await once();
    }
  }
  if (st.save) ctx.saved[st.save] = r[0];
  return st.hide ? '<any>' : st.collapse ? new Text(String(r[1]?.error ?? 'ok')) : r[1];
}
const applyMasks = (result, masks = []) => {
  for (const m of masks) {
    const set = (o, ks) => {
      if (o == null || typeof o !== 'object') return;
      const [k, ...rest] = ks;
      for (const kk of k === '*' ? Object.keys(o) : [k])
        if (kk in o) {
          if (rest.length) set(o[kk], rest);
          else o[kk] = '<any>';
        }
    };
    set(result, m.split('.'));
  }
  return result;
};
async function runScenario(sc) {
  const ctx = new Ctx(sc.name),
    out = [];
  const work = (async () => {
    // filtered $all reads without a position start at a marker written before the scenario, so that they do not scan the whole log
    if (JSON.stringify(sc.steps).includes('"readAll"'))
      ctx.mark = (
        await client(ctx).appendToStream('mark' + ctx.p, db.jsonEvent({ type: 'Mark', data: {} }))
      ).position;
    for (const st of sc.steps) {
      const t = Date.now();
      const r = await step(ctx, st);
      if (VERBOSE) console.error(sc.name, st.op, Date.now() - t + 'ms');
      if (
        st.op === 'sleep' ||
        ((['sub', 'subAll', 'psSub', 'unsub', 'wpsub', 'wsend', 'wcancel'].includes(st.op) ||
          (st.op === 'wread' && st.as)) &&
          !r?.error)
      )
        continue;
      out.push({ step: st.op + (st.as || st.sub ? ' ' + (st.as ?? st.sub) : ''), result: r });
    }
  })();
  let timer;
  const lim = new Promise((_, rej) => {
    timer = setTimeout(() => rej(new Error('scenario timed out')), sc.timeoutMs ?? 30000);
  });
  try {
    await Promise.race([work, lim]);
  } catch (e) {
    out.push({ step: 'FAILED', result: String(e.message) });
  }
  clearTimeout(timer);
  for (const c of ctx.cleanup.reverse()) {
    try {
      await Promise.race([c(), sleep(1500)]);
    } catch {}
  }
  // A client keeps its batch-append call open; a server allows about 100 calls per connection, and connections are shared.
  await Promise.race([Promise.allSettled([...ctx.clients.values()].map((c) => c.dispose())), sleep(500)]);
  await sleep(25);
  return applyMasks(normalise(ctx, out), sc.mask);
}
const diff = (exp, got, path = '', acc = []) => {
  if (acc.length > 40 || exp === '<any>') return acc;
  if (
    !STRICT &&
    typeof exp === 'string' &&
    typeof got === 'string' &&
    /(^|\.)(details|reason|value\.message)$/.test(path)
  )
    return acc;
  if (
    exp &&
    got &&
    typeof exp === 'object' &&
    typeof got === 'object' &&
    Array.isArray(exp) === Array.isArray(got)
  ) {
    for (const k of new Set([...Object.keys(exp), ...Object.keys(got)]))
      diff(exp[k], got[k], path ? path + '.' + k : k, acc);
  } else if (exp !== got) acc.push(`${path}: expected ${JSON.stringify(exp)}, got ${JSON.stringify(got)}`);
  return acc;
};
const fmt = (x, ind = '') => {
  const s = JSON.stringify(x);
  if (s === undefined) return 'null';
  if (s.length + ind.length < 180 || x === null || typeof x !== 'object') return s;
  const i2 = ind + ' ';
  return Array.isArray(x)
    ? '[\n' + x.map((y) => i2 + fmt(y, i2)).join(',\n') + '\n' + ind + ']'
    : '{\n' +
        Object.entries(x)
          .map(([k, v]) => i2 + JSON.stringify(k) + ': ' + fmt(v, i2))
          .join(',\n') +
        '\n' +
        ind +
        '}';
};

// ---------------------------------------------------------------- main
process.on('unhandledRejection', (e) => {
  if (VERBOSE) console.error('unhandled', e);
});
process.on('uncaughtException', (e) => {
  if (VERBOSE) console.error('uncaught', e);
});
if (!isMainThread) parentPort.on('message', async (sc) => parentPort.postMessage(await runScenario(sc)));
else await main();

async function main() {
  const load = (d) =>
    existsSync(join(DIR, d))
      ? readdirSync(join(DIR, d))
          .filter((f) => f.endsWith('.json'))
          .sort()
          .map((f) => [f.slice(0, -5), JSON.parse(readFileSync(join(DIR, d, f), 'utf8'))])
      : [];
  const expected = Object.fromEntries(load('expected'));
  let list = load('scenarios').flatMap(([topic, f]) => f.scenarios.map((s) => ({ topic, ...s })));
  if (ONLY)
    list = list.filter((s) =>
      ONLY.split(',').some(
        (o) =>
          `${s.topic}/${s.name}` === o ||
          s.topic === o ||
          (o.endsWith('*') && `${s.topic}/${s.name}`.startsWith(o.slice(0, -1))),
      ),
    );
  if (flag('list')) {
    for (const s of list) console.log(`${s.topic}/${s.name}${s.what ? ' — ' + s.what : ''}`);
    process.exit(0);
  }
  const pool = Array.from(
    { length: Math.max(1, JOBS) },
    () => new Worker(fileURLToPath(import.meta.url), { argv }),
  );
  for (const w of pool)
    w.on('error', (e) => {
      console.error('worker failed:', e);
      process.exit(3);
    });
  const runIn = (w, sc) =>
    new Promise((res) => {
      w.once('message', res);
      w.postMessage(sc);
    });
  const results = new Map();
  let passed = 0,
    failed = 0;
  const runs = RECORD ? Math.max(REPEAT, 2) : REPEAT;
  const key = (s) => s.topic + '/' + s.name;
  for (let round = 0; round < runs; round++) {
    const queue = list.filter((s) => !s.exclusive),
      solo = list.filter((s) => s.exclusive);
    const doOne = async (s, w) => {
      const t = Date.now(),
        got = await runIn(w, s),
        k = key(s);
      if (RECORD) {
        (results.get(k) ?? results.set(k, []).get(k)).push(got);
        if (VERBOSE) console.log('ran', k, Date.now() - t + 'ms');
        return;
      }
      const exp = expected[s.topic]?.[s.name];
      const d = exp === undefined ? ['no expected result recorded'] : diff(exp, got);
      if (d.length) {
        failed++;
        console.log(`FAIL ${k}${s.what ? ' — ' + s.what : ''}`);
        d.slice(0, 12).forEach((l) => console.log('     ' + l));
      } else {
        passed++;
        if (flag('show')) console.log(`ok   ${k} (${Date.now() - t} ms)`);
      }
    };
    await Promise.all(
      pool.map(async (w) => {
        for (let s; (s = queue.shift());) await doOne(s, w);
      }),
    );
    for (const s of solo) await doOne(s, pool[0]);
  }
  if (RECORD) {
    const byTopic = {};
    for (const s of list) {
      const rs = results.get(key(s));
      const d = rs.slice(1).flatMap((r) => diff(rs[0], r));
      const bad =
        JSON.stringify(rs[0]).includes('scenario timed out') || rs[0].some((r) => r.step === 'FAILED');
      if (d.length || bad) {
        failed++;
        console.log(`UNSTABLE ${key(s)}`);
        [...new Set(d)].slice(0, 12).forEach((l) => console.log('     ' + l));
        if (bad) console.log('     timed out or failed');
      } else {
        passed++;
        (byTopic[s.topic] ??= {})[s.name] = rs[0];
      }
    }
    mkdirSync(join(DIR, 'expected'), { recursive: true });
    for (const [t, o] of Object.entries(byTopic)) {
      const all = { ...(expected[t] ?? {}), ...o };
      const sc = JSON.parse(readFileSync(join(DIR, 'scenarios', t + '.json'), 'utf8')).scenarios.map(
        (x) => x.name,
      );
      writeFileSync(
        join(DIR, 'expected', t + '.json'),
        fmt(Object.fromEntries(sc.filter((n) => n in all).map((n) => [n, all[n]]))) + '\n',
      );
    }
    console.log(`recorded over ${runs} runs`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  setTimeout(() => process.exit(failed ? 1 : 0), 100);
}
