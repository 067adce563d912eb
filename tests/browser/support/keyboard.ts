import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';

/** More than any page of the storefront has to go through. */
const MOST_STEPS = 60;

/** Somebody who has nothing but a keyboard, and has to see where they are. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Goes to a control with Tab, or with Shift and Tab where it lies behind. @throws AssertionError where the focus is not seen */
  async goTo(control: Locator): Promise<void> {
    await control.waitFor();
    for (let step = 0; step < MOST_STEPS; step += 1) {
      await this.page.keyboard.press((await liesBehind(control)) ? 'Shift+Tab' : 'Tab');
      if (await hasFocus(control)) return expectFocusSeen(control);
    }
    expect.fail(`${MOST_STEPS} steps do not lead to ${control}`);
  }

  /** Goes to a control and presses a key on it. */
  async press(control: Locator, key = 'Enter'): Promise<void> {
    await this.goTo(control);
    await this.page.keyboard.press(key);
  }

  /** Goes to a field and enters a text; in a list it chooses by it. */
  async type(control: Locator, text: string): Promise<void> {
    await this.goTo(control);
    await this.page.keyboard.type(text);
  }
}

/** Waits until something has the focus by itself. */
export async function untilFocused(control: Locator): Promise<void> {
  await control.and(control.page().locator(':focus')).waitFor();
}

function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === element.ownerDocument.activeElement);
}

function liesBehind(control: Locator): Promise<boolean> {
  return control.evaluate((element) => {
    const active = element.ownerDocument.activeElement ?? element.ownerDocument.body;
    return (
      (active.compareDocumentPosition(element) & active.DOCUMENT_POSITION_PRECEDING) !== 0 &&
      !element.contains(active)
    );
  });
}

/** Within the window, and with a ring around it. */
async function expectFocusSeen(control: Locator): Promise<void> {
  const seen = await control.evaluate((element) => {
    const window = element.ownerDocument.defaultView!;
    const { outlineStyle, outlineWidth } = window.getComputedStyle(element);
    const { top, bottom } = element.getBoundingClientRect();
    return {
      hasRing: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
      isInWindow: bottom > 0 && top < window.innerHeight,
    };
  });
  expect(seen, `focus on ${control}`).to.deep.equal({ hasRing: true, isInWindow: true });
}
