import { expect } from 'chai';
import { RegisterCustomerBody } from '../../../src/infrastructure/http/contracts/customer-dtos.js';
import { OpenSessionBody } from '../../../src/infrastructure/http/contracts/session-dtos.js';
import { HttpError } from '../../../src/infrastructure/http/problems/http-error.js';
import { validated } from '../../../src/infrastructure/http/validation/validate.js';

describe('e-mail addresses in bodies', () => {
  const customer = { name: 'Ann', password: 'long enough' };

  for (const [what, email, message] of [
    ['half a character', 'ann\ud800@example.com', 'must be well-formed Unicode'],
    ['quotes', '"ann lee"@example.com', 'must be an email'],
    ['a wide space', 'ann\u3000lee@example.com', 'must be an email'],
    ['two of them', 'ann@example.com,bob@example.com', 'must be an email'],
    ['a number', 1, 'must be an email'],
  ] as const) {
    it(`are refused as the validation does it: ${what}`, () => {
      for (const refused of [
        () => validated(RegisterCustomerBody, { ...customer, email }),
        () => validated(OpenSessionBody, { email, password: 'x' }),
      ]) {
        expect(errorsOf(refused)).to.deep.include({ path: 'email', message });
      }
    });
  }

  it('are taken in every alphabet', () => {
    for (const email of ['ann.o+x@example.com', 'änn@example.com', 'ann@exämple.com', "o'neil@example.com"]) {
      expect(validated(RegisterCustomerBody, { ...customer, email })).to.include({ email });
    }
  });
});

function errorsOf(refused: () => unknown): HttpError['errors'] {
  try {
    refused();
  } catch (error) {
    return (error as HttpError).errors;
  }
  return undefined;
}
