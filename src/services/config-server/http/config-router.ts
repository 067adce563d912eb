import { Router, type Request, type Response } from 'express';
import { resolvePlaceholders } from '../../../infrastructure/configuration/properties/placeholders.js';
import { HttpError } from '../../../infrastructure/http/problems/http-error.js';
import { send } from '../../../infrastructure/http/server/answer.js';
import { pathOf } from '../../../infrastructure/http/server/request-state.js';
import { type ConfigurationBackEnd, UnknownLabelError } from '../back-ends/back-end.js';
import { UnreadableFileError } from '../back-ends/unreadable-file-error.js';
import { decryptEnvironment } from '../encryption/decrypt-environment.js';
import type { TextCipher } from '../encryption/text-cipher.js';
import type { Environment } from '../environment/environment.js';
import {
  EnvironmentRepository,
  type EnvironmentRequest,
  effectiveProperties,
} from '../environment/environment-repository.js';
import { plainFile } from '../environment/plain-file.js';
import { represent } from '../representations/representation.js';
import { type ConfigCall, configCallOf } from './config-path.js';

/** Where the configuration comes from and what decrypts it. */
export interface ConfigRouterOptions {
  readonly backEnd: ConfigurationBackEnd;
  readonly cipher: TextCipher | undefined;
}

const ROUTES = {
  environment: '/{application}/{profiles}/{label}',
  representation: '/{label}/{application}-{profiles}.{format}',
  file: '/{application}/{profiles}/{label}/{path}',
} as const;

/** Spring Cloud Config's paths for reading the configuration. */
export function configRouter({ backEnd, cipher }: ConfigRouterOptions): Router {
  const repository = new EnvironmentRepository(backEnd);
  const find = async (wanted: EnvironmentRequest): Promise<Environment> =>
    decryptEnvironment(await repository.find(wanted), cipher);

  const answer = async (call: ConfigCall, request: Request, response: Response): Promise<void> => {
    const environment = await find(call);
    const resolve = request.query['resolvePlaceholders'] !== 'false';
    if (call.kind === 'environment') {
      sendBody(response, 'application/json', JSON.stringify(environment, plainObject));
      return;
    }
    const properties = effectiveProperties(environment);
    if (call.kind === 'representation') {
      const { contentType, text } = represent(properties, call.format, resolve);
      sendBody(response, contentType, text);
      return;
    }
    const content = await plainFile(await backEnd.tree(call.label), call.profiles, call.path);
    if (content === undefined) {
      throw new HttpError(404, 'file-not-found', `There is no file ${call.path}`);
    }
    const text = wantsBytes(request) ? undefined : textOf(content);
    if (text === undefined) {
      sendBytes(response, content);
      return;
    }
    const valueOf = properties.get.bind(properties);
    sendBody(response, 'text/plain; charset=utf-8', resolve ? resolvePlaceholders(text, valueOf) : text);
  };

  const router = Router({ caseSensitive: true, strict: true });
  router.use(async (request, response, next) => {
    const call = configCallOf(pathOf(request), 'useDefaultLabel' in request.query);
    if (call === undefined) {
      next();
      return;
    }
    response.locals['route'] = ROUTES[call.kind];
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new HttpError(405, 'method-not-allowed', 'The configuration can only be read', {
        headers: { allow: 'GET, HEAD' },
      });
    }
    try {
      await answer(call, request, response);
    } catch (error) {
      throw httpErrorOf(error);
    }
  });
  return router;
}

function httpErrorOf(error: unknown): unknown {
  if (error instanceof UnknownLabelError) {
    return new HttpError(404, 'unknown-label', error.message, { cause: error });
  }
  if (error instanceof UnreadableFileError) {
    return new HttpError(500, 'configuration-unreadable', error.message, { cause: error });
  }
  return error;
}

function sendBody(response: Response, contentType: string, body: string): void {
  send(response, { status: 200, headers: { 'content-type': contentType }, body });
}

function sendBytes(response: Response, content: Buffer): void {
  response.writeHead(200, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-type': 'application/octet-stream',
    'content-length': content.length,
  });
  response.end(content);
}

function wantsBytes(request: Request): boolean {
  return request.headers.accept?.includes('application/octet-stream') === true;
}

function textOf(content: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

function plainObject(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}
