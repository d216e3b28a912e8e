/** The way out, as VS Code's settings and the environment give it. */
export interface ProxySettings {
  /** `http.proxy`. */
  readonly proxy?: string;
  /** `http.noProxy`. */
  readonly noProxy?: readonly string[];
  /** Where the conventional variables are looked up when the setting is empty; none when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface ProxyRoute {
  /** Empty: straight. */
  readonly forHttp: string;
  readonly forHttps: string;
  /** Hosts reached without the proxy, comma-separated. */
  readonly except: string;
}

/** The setting wins over the environment, as in VS Code; exceptions of both count. Throws a `TypeError` for an address that is none. */
export function proxyRoute({ proxy, noProxy = [], env = {} }: ProxySettings): ProxyRoute {
  // An empty variable or setting counts as none.
  const first = (...values: (string | undefined)[]): string => values.find((value) => value !== undefined && value !== '') ?? '';
  const variable = (name: string): string => first(env[name], env[name.toUpperCase()]);
  const forHttp = first(proxy, variable('http_proxy'));
  const forHttps = first(proxy, variable('https_proxy'), forHttp);
  return {
    forHttp: proxyAddress(forHttp), forHttps: proxyAddress(forHttps),
    except: [...noProxy, variable('no_proxy')].filter(Boolean).join(','),
  };
}

/** `host:port` without a scheme, common in variables, means http. */
function proxyAddress(text: string): string {
  return text === '' ? '' : new URL(text.includes('://') ? text : `http://${text}`).href;
}
