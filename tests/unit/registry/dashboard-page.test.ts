import { expect } from 'chai';
import {
  dashboardPage,
  type DashboardView,
} from '../../../src/services/registry/dashboard/dashboard-page.js';
import { readInstance } from '../../../src/services/registry/representation/read-instance.js';
import { exampleInstance } from '../../integration/registry/example-instance.js';

const view = (own: Partial<DashboardView> = {}): DashboardView => ({
  name: 'registry-1',
  now: new Date(100_000),
  instances: [],
  balance: { expected: 7, renewing: 6, threshold: 5.95, preserving: false },
  peers: [],
  ...own,
});

describe('the page of the registry', () => {
  it('says so when nobody is registered', () => {
    const page = dashboardPage(view());
    expect(page).to.include('Nobody is registered').and.to.include('6 of 7 instances renew');
    expect(page).to.not.include('Self-preservation').and.not.include('Other registries');
  });

  it('shows instances as text, whatever they call themselves', () => {
    const instance = readInstance(
      exampleInstance('shop', '<script>', { hostName: '"&' }),
      'SHOP',
      { renewalIntervalInSecs: 30, durationInSecs: 90 },
      0,
    );
    const page = dashboardPage(view({ instances: [instance] }));
    expect(page).to.include('&lt;script&gt;').and.to.include('&quot;&amp;:8083');
    expect(page).to.not.include('<script>');
  });

  it('warns when it preserves itself, and of peers that are away', () => {
    const balance = { expected: 7, renewing: 2, threshold: 5.95, preserving: true };
    const peers = [{ url: 'http://other:8761/eureka', reachable: false }];
    const page = dashboardPage(view({ balance, peers }));
    expect(page).to.include('Self-preservation').and.to.include('can not be reached');
  });

  it('loads nothing from anywhere', () => {
    expect(dashboardPage(view())).to.not.match(/(?:src|href)="(?:https?:)?\/\//);
  });
});
