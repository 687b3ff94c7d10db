// The stream of events, kept open: over restarts, sleeping laptops and networks that come and go.

const firstPause = 1000;
const longestPause = 8000;

// Traffic comes each second; a stream that says nothing for this long is dead, whatever the socket believes.
const silence = 10000;

export class LiveStream {
  #source = null;
  #pause = firstPause;
  #timer = 0;
  #watch = 0;

  /** `listeners`: functions by the name of an event; `onState` is told 'open', 'lost' and 'closed' (the server refuses, see `onRefused`). */
  constructor(address, listeners, onState, onRefused) {
    this.address = address;
    this.listeners = listeners;
    this.onState = onState;
    this.onRefused = onRefused;
  }

  open() {
    this.close();
    const source = this.#source = new EventSource(this.address());
    source.onopen = () => {
      this.#pause = firstPause;
      this.#heard();
      this.onState('open');
    };
    source.onerror = () => this.#lose(source.readyState === EventSource.CLOSED);
    for (const [name, listener] of Object.entries(this.listeners)) {
      source.addEventListener(name, event => {
        this.#heard();
        listener(event.data);
      });
    }

    this.#heard();
  }

  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#watch);
    this.#source?.close();
    this.#source = null;
  }

  #heard() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#lose(false), silence);
  }

  #lose(refused) {
    this.close();
    this.onState('lost');
    if (refused) {
      this.onRefused();
    }

    this.#timer = setTimeout(() => this.open(), this.#pause);
    this.#pause = Math.min(longestPause, this.#pause * 1.6);
  }
}
