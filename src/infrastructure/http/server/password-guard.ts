import { Router } from 'express';
import { basicAuthentication } from './basic-authentication.js';

/**
 * What asks for name and password before whatever comes behind it; nothing where there is no password.
 * @param realm what they are for, as browsers show it
 */
export function passwordGuard(realm: string, user: string, password: string): Router[] {
  return password === '' ? [] : [Router().use(basicAuthentication(realm, user, password))];
}
