/** A POST of JSON as a cURL command line for a POSIX shell. The key is the environment variable `keyVariable`, never the key itself. */
export function curlCommand(url: string, keyVariable: string, body: unknown): string {
  return [
    'curl --request POST',
    `--url ${quote(url)}`,
    // Double quotes, so that the shell puts the key in and the text on the clipboard holds none.
    `--header "Authorization: Bearer $${keyVariable}"`,
    `--header ${quote('Content-Type: application/json')}`,
    `--data ${quote(JSON.stringify(body, undefined, 2))}`,
  ].join(' \\\n  ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
