import { byIdIfAny } from './dom.js';

const soundKey = 'desk-sound';
const noticeKey = 'desk-notice';

/**
 * Sound and browser notices for new arrivals, off until the adviser asks for them. The returned function is called with
 * the rows of everybody who waits; those it has not seen before are new.
 */
export function alerts(sentence: string): (waiting: readonly HTMLElement[]) => void {
  const sound = byIdIfAny('sound', HTMLInputElement);
  const notice = byIdIfAny('notify', HTMLInputElement);
  if (sound && notice) offer(sound, notice);
  let known: Set<string> | null = null;
  return (waiting) => {
    const idOf = (row: HTMLElement): string => row.dataset['case'] ?? '';
    const fresh = known ? waiting.filter((row) => !known?.has(idOf(row))) : [];
    known = new Set(waiting.map(idOf));
    const [first] = fresh;
    if (!first) return;
    if (localStorage.getItem(soundKey) === 'on') chime();
    if (localStorage.getItem(noticeKey) === 'on') {
      // One that the browser no longer allows is not shown. Nothing of what was said: a notice may be seen by anybody who passes the screen.
      new Notification(sentence.replace('%s', first.dataset['level'] ?? ''), { tag: 'desk' });
    }
  };
}

function offer(sound: HTMLInputElement, notice: HTMLInputElement): void {
  const told = sound.closest<HTMLElement>('.desk-here__told');
  if (told) told.hidden = false;
  sound.checked = localStorage.getItem(soundKey) === 'on';
  notice.checked = localStorage.getItem(noticeKey) === 'on' && Notification.permission === 'granted';
  sound.addEventListener('change', () => {
    localStorage.setItem(soundKey, sound.checked ? 'on' : 'off');
    if (sound.checked) chime();
  });
  notice.addEventListener('change', () => {
    void (async () => {
      const granted = notice.checked && (await Notification.requestPermission()) === 'granted';
      notice.checked = granted;
      localStorage.setItem(noticeKey, granted ? 'on' : 'off');
    })();
  });
}

/** Two soft notes, made here so that nothing has to be loaded. */
function chime(): void {
  const audio = new AudioContext();
  [523.25, 659.25].forEach((frequency, index) => {
    const note = audio.createOscillator();
    const volume = audio.createGain();
    const from = audio.currentTime + index * 0.18;
    note.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(0.12, from + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.4);
    note.connect(volume).connect(audio.destination);
    note.start(from);
    note.stop(from + 0.45);
  });
  setTimeout(() => void audio.close(), 1000);
}
