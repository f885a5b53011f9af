/** Certificate errors are never overridden, no client certificate and no proxy password is ever given (E-17). */
import type { App } from 'electron';
import type { ModuleHooks } from './module.ts';

export function initCertificate(parts: { readonly app: Pick<App, 'on'> }): ModuleHooks {
  parts.app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  parts.app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
  parts.app.on('login', (event, _contents, _details, _info, callback) => {
    event.preventDefault();
    callback();
  });
  return {};
}
