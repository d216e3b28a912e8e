/** Stands where the query of an address was left out; nothing that a server would know. */
const mark = '?…';

/** A web address as others may read it: its query may be a signature that opens the file, so a mark stands for it. */
export function cutAddress(address: string): string {
  const [page = '', query] = address.replace(/#.*$/su, '').split(/\?(.*)/su);
  return query ? `${page}${mark}` : page;
}

/** Whether an address lacks its query, so that nothing can be fetched from it. */
export function isCutAddress(address: string): boolean {
  return address.endsWith(mark);
}
