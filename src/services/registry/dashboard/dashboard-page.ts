import type { EurekaInstance } from '../../../infrastructure/discovery/eureka/eureka-instance.js';
import { escapeHtml } from '../../../infrastructure/http/server/escape-html.js';
import type { RenewalBalance } from '../leases/self-preservation.js';

/** What the page shows. */
export interface DashboardView {
  readonly name: string;
  readonly now: Date;
  readonly instances: readonly EurekaInstance[];
  readonly balance: RenewalBalance;
  readonly peers: readonly { readonly url: string; readonly reachable: boolean }[];
}

/** The headers that go with the page: nothing is loaded from anywhere. */
export const DASHBOARD_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem 1rem .4rem 0;border-bottom:1px solid #8884}
code{font:14px ui-monospace,monospace}.status{font-weight:600}.UP{color:#1a7f37}.DOWN,.OUT_OF_SERVICE{color:#cf222e}.STARTING,.UNKNOWN{color:#9a6700}
.warning{border:1px solid #cf222e;border-radius:6px;padding:.75rem 1rem}.overflow{overflow-x:auto}`;

/** The registry for people: who is there, since when, and whether the registry trusts what it sees. */
export function dashboardPage({ name, now, instances, balance, peers }: DashboardView): string {
  const rows = instances.toSorted(byName).map((instance) => row(instance, now.getTime()));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5"><title>Registry ${escapeHtml(name)}</title><style>${STYLE}</style></head><body><main>
<h1>Registry <code>${escapeHtml(name)}</code></h1>
${balance.preserving ? PRESERVING : ''}
<p>${balance.renewing} of ${balance.expected} instances renew their leases; with ${Math.floor(balance.threshold)} or fewer the registry would keep all it knows.</p>
<div class="overflow"><table><thead><tr><th scope="col">Application</th><th scope="col">Instance</th><th scope="col">Status</th><th scope="col">Address</th><th scope="col">Up for</th><th scope="col">Renewed</th></tr></thead>
<tbody>${rows.join('\n') || '<tr><td colspan="6">Nobody is registered.</td></tr>'}</tbody></table></div>
${peers.length === 0 ? '' : peersList(peers)}
<p><small>${escapeHtml(now.toISOString())} · the same as <a href="eureka/apps">XML</a>, or JSON for <code>Accept: application/json</code></small></p>
</main></body></html>`;
}

const PRESERVING = `<p class="warning" role="alert"><strong>Self-preservation:</strong> too few instances renew their leases.
Either they are gone or this registry is cut off from them, so it evicts nobody until more renew.</p>`;

function row(instance: EurekaInstance, now: number): string {
  const { app, instanceId, status, overriddenStatus, leaseInfo, hostName, port } = instance;
  const overridden = overriddenStatus === 'UNKNOWN' ? '' : ' (set by an operator)';
  return `<tr><td>${escapeHtml(app)}</td><td><code>${escapeHtml(instanceId)}</code></td><td><span class="status ${status}">${status}</span>${overridden}</td>
<td><code>${escapeHtml(`${hostName}:${port.$}`)}</code></td><td>${ago(leaseInfo.serviceUpTimestamp, now)}</td><td>${ago(leaseInfo.lastRenewalTimestamp, now)} ago</td></tr>`;
}

function peersList(peers: DashboardView['peers']): string {
  const items = peers.map(
    ({ url, reachable }) =>
      `<li><code>${escapeHtml(url)}</code> ${reachable ? '' : 'can not be reached'}</li>`,
  );
  return `<h2>Other registries</h2><ul>${items.join('')}</ul>`;
}

/** `75 s`, `12 min`, `5 h`, `3 d`; a dash for never. */
function ago(moment: number, now: number): string {
  if (moment === 0) return '–';
  const seconds = Math.max(0, Math.round((now - moment) / 1_000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

function byName(one: EurekaInstance, other: EurekaInstance): number {
  return one.app.localeCompare(other.app) || one.instanceId.localeCompare(other.instanceId);
}
