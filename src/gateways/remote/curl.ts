/** Whose words a command line is written in. */
export type Shell = 'posix' | 'cmd' | 'powershell';

/** A POST of JSON as a cURL command line. The key is the environment variable `keyVariable`, never the key itself. */
export function curlCommand(url: string, keyVariable: string, body: unknown, shell: Shell = 'posix'): string {
  const [authorization, type] = ['Authorization: Bearer', 'Content-Type: application/json'];
  switch (shell) {
    case 'posix':
      return [
        'curl --request POST',
        `--url ${quote(url)}`,
        // Double quotes, so that the shell puts the key in and the text on the clipboard holds none.
        `--header "${authorization} $${keyVariable}"`,
        `--header ${quote(type)}`,
        `--data ${quote(JSON.stringify(body, undefined, 2))}`,
      ].join(' \\\n  ');
    case 'cmd':
      return `curl --request POST --url "${url}" --header "${authorization} %${keyVariable}%" --header "${type}" --data "${plainJson(body).replaceAll('"', '\\"')}"`;
    case 'powershell':
      // Windows PowerShell loses quotes within an argument, so the body goes in by the pipe.
      return `@'\n${plainJson(body)}\n'@ | curl.exe --request POST --url "${url}" --header "${authorization} $env:${keyVariable}" --header "${type}" --data-binary "@-"`;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * JSON in which nothing but its own quotes means anything to a shell, in ASCII, since code pages differ. No backslash
 * stands before a quote, where Windows would count them.
 */
function plainJson(body: unknown): string {
  return JSON.stringify(body).replace(/\\["\\]|[\u0080-\uffff&<>|^%!`$'@]/g, (text) => `\\u${text.charCodeAt(text.length - 1).toString(16).padStart(4, '0')}`);
}
