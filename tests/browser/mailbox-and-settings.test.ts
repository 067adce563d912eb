import { expect } from 'chai';
import { createTransport } from 'nodemailer';
import { readShopSecrets } from '../../src/infrastructure/security/shop-secrets.js';
import { basePorts } from '../../src/services/launcher/ports.js';
import type { TestShop } from '../e2e/support/test-shop.js';
import type { CustomerView } from '../e2e/support/views.js';
import type { BrowserShop } from './support/browser-shop.js';
import { confirmedOrder } from './support/confirmed-order.js';
import { enterConsole } from './support/console.js';
import { sharedBrowserShop } from './support/shared-browser-shop.js';

describe('the console', function () {
  this.timeout(120_000);
  let shared: BrowserShop;
  let shop: TestShop;

  before(async () => {
    shared = await sharedBrowserShop();
    ({ shop } = shared);
  });

  it('shows a mail as it looks, and lets nothing in it run', async () => {
    const { orderId, customerId } = await confirmedOrder(shop);
    const { email } = (await shop.client.get<CustomerView>(`/customers/${customerId}`)).body;
    await send(shop, {
      to: email,
      subject: 'You have won',
      html: '<p>Open me</p><script>parent.document.title = "taken"</script>',
    });
    const operator = await shared.arrive();
    const { page } = operator;
    await enterConsole(page, '/console/mailbox');
    await page.getByRole('textbox', { name: 'Sent to' }).fill(email);
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: `Your order ${orderId} is confirmed` }).click();
    const frame = page.getByTitle('The mail as HTML');
    const mail = page.frameLocator('iframe[title="The mail as HTML"]');
    await mail.getByText(`Your order ${orderId} over €19.99 is confirmed`).waitFor();
    expect(await frame.getAttribute('sandbox')).to.equal('allow-same-origin');
    const font = await mail
      .locator('body')
      .evaluate((body) => body.ownerDocument.defaultView?.getComputedStyle(body).fontFamily);
    expect(font).to.equal('sans-serif');

    await page.goBack();
    await page.getByRole('link', { name: 'You have won' }).click();
    await mail.getByText('Open me').waitFor();
    expect(await page.title()).to.equal('You have won · WebStore');
    await operator.leave();
  });

  it('shows the settings in force, but no secret', async () => {
    const operator = await shared.arrive();
    const { page } = operator;
    await enterConsole(page, '/console/configuration');
    const instance = page.getByRole('combobox', { name: 'Instance' });
    await instance.waitFor();
    const instances = await instance.getByRole('option').allTextContents();
    expect(instances).to.have.length(7);
    let shown = '';
    for (const name of instances) {
      await instance.selectOption(name);
      await page.getByRole('table', { name: `settings of ${name}` }).waitFor();
      shown += await page.getByRole('main').textContent();
    }
    expect(secretsOf(shop).filter((secret) => shown.includes(secret))).to.deep.equal([]);

    await instance.selectOption('customer-service-1');
    await page.getByRole('searchbox', { name: 'Key or value' }).fill('TOKEN_KEY_SECRET');
    const row = page.getByRole('row').filter({ hasText: 'TOKEN_KEY_SECRET' });
    await row.getByRole('cell', { name: 'hidden' }).waitFor();
    await operator.leave();
  });
});

/** What the processes of a shop trust each other by. */
function secretsOf(shop: TestShop): string[] {
  const secrets = readShopSecrets(shop.dataDirectory);
  if (secrets === undefined) throw new Error('The shop has no secrets');
  const { tokenKeySecret, serviceKeys, auditSigningKey } = secrets;
  return [tokenKeySecret, ...[...Object.values(serviceKeys), auditSigningKey].map(({ d }) => String(d))];
}

async function send(shop: TestShop, mail: { to: string; subject: string; html: string }): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: basePorts.smtp + shop.portOffset });
  try {
    await transport.sendMail({ from: 'stranger@example.com', ...mail });
  } finally {
    transport.close();
  }
}
