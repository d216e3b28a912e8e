/** Whether the browser plays pictures of this codec in an mp4. */
export function plays(codec: string): boolean {
  return document.createElement('video').canPlayType(`video/mp4; codecs="${codec}"`) !== '';
}
