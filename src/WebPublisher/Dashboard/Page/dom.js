// Elements are made here and nowhere else. Texts go in as text: much of what the page shows was written by strangers.

/** Makes an element. `properties` are attributes; `class`, `on` (listeners by event) and `data` (dataset) are meant as they are called; null and false leave one out. */
export function el(tag, properties = {}, ...children) {
  return dress(document.createElement(tag), properties, children);
}

/** The same for drawings. */
export function svg(tag, properties = {}, ...children) {
  return dress(document.createElementNS('http://www.w3.org/2000/svg', tag), properties, children);
}

/** The element of an id. */
export const byId = id => document.getElementById(id);

/** Writes a text where it differs, so that screen readers hear only what has changed. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Puts new children in, unless `key` says that they are those that are there. */
export function fill(element, key, make) {
  const known = JSON.stringify(key);
  if (element.shownKey !== known) {
    element.shownKey = known;
    element.replaceChildren(...[make()].flat());
  }
}

function dress(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }

    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (name === 'data') {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }

  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}
