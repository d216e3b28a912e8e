import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';

const pem = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/**
 * Every certificate (PEM) that this machine trusts, once: Node's own, those of `NODE_EXTRA_CA_CERTS`, and the system's unless
 * `http.systemCertificates` is off. The variable's file is also read here: a host that starts Node by other ways leaves it out.
 */
export function trustedCertificates({ system, extraFile }: { readonly system: boolean; readonly extraFile: string | undefined }): readonly string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('extra'), ...fileOf(extraFile), ...(system ? getCACertificates('system') : [])])];
}

function fileOf(path: string | undefined): readonly string[] {
  if (!path) { return []; }
  try {
    return readFileSync(path, 'latin1').match(pem) ?? [];
  } catch {
    // Node itself warns and goes on.
    return [];
  }
}
