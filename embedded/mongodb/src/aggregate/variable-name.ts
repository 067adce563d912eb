import { MongoError } from '../mongo-error.js';

/**
 * Checks a name that an expression or a `let` gives to a variable.
 * @throws MongoError FailedToParse, CommandNotSupported for CURRENT, which MongoDB lets be given another meaning
 */
export function requireVariableName(name: string): string {
  if (name === 'CURRENT')
    throw new MongoError('CommandNotSupported', 'giving $$CURRENT another meaning is not supported');
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name))
    throw new MongoError('FailedToParse', `'${name}' is not a name for a variable`);
  return name;
}
