import { el, setText } from './dom.js';

/**
 * A table whose rows are changed in place: a row that stays keeps its element, and with it the focus and what is selected in it. With the layout `blocks` each row stands as
 * a block on a narrow screen; the roles are written out because browsers forget a table's once its boxes are not a table's.
 *
 * Columns: `{ title, cell(item) -> node or text, kind }`, where `kind` is a class (`number`, `actions`, ...).
 */
export class Table {
  #rows = new Map();

  constructor(place, { label, columns, key, empty, layout = null, rowClass = () => '', onOpen = null }) {
    Object.assign(this, { columns, key, rowClass, onOpen });
    const head = el('tr', { role: 'row' }, columns.map(column => el('th', { scope: 'col', role: 'columnheader', class: column.kind?.includes('number') ? 'number' : null }, column.kind === 'actions' ? el('span', { class: 'unseen' }, column.title) : column.title)));
    this.body = el('tbody', { role: 'rowgroup' });
    this.table = el('table', { role: 'table', 'aria-label': label, class: layout }, el('thead', { role: 'rowgroup' }, head), this.body);
    this.empty = el('p', { class: 'empty' }, 'Not read yet.');
    this.emptyText = empty;
    this.table.hidden = true;
    place.replaceChildren(this.table, this.empty);
  }

  /** Says that it cannot be known what there is; rows that were known stay. */
  fail(message) {
    setText(this.empty, `Cannot be shown: ${message}`);
    this.empty.hidden = false;
  }

  /** Shows these and no others. */
  show(items) {
    setText(this.empty, this.emptyText);
    const stale = new Set(this.#rows.keys());
    let next = this.body.firstElementChild;
    for (const item of items) {
      const key = String(this.key(item));
      const content = JSON.stringify(item);
      let row = this.#rows.get(key);
      stale.delete(key);
      if (row?.shownContent !== content) {
        const made = this.#make(item, content);
        if (row) {
          if (next === row) {
            next = made;
          }

          replaceKeepingFocus(row, made);
        }

        row = made;
        this.#rows.set(key, row);
      }

      if (row === next) {
        next = next.nextElementSibling;
      } else {
        this.body.insertBefore(row, next);
      }
    }

    for (const key of stale) {
      this.#rows.get(key).remove();
      this.#rows.delete(key);
    }

    this.table.hidden = items.length === 0;
    this.empty.hidden = items.length > 0;
  }

  #make(item, content) {
    const row = el('tr', { role: 'row', class: this.rowClass(item) || null },
      this.columns.map(column => el('td', { role: 'cell', class: column.kind, data: { label: column.title } }, [column.cell(item)].flat())));
    row.shownContent = content;
    if (this.onOpen) {
      row.addEventListener('click', event => {
        if (!event.target.closest('a, button, input, select') && getSelection().isCollapsed) {
          this.onOpen(item);
        }
      });
    }

    return row;
  }
}

function replaceKeepingFocus(old, made) {
  const controls = 'a, button, input, select';
  const focused = [...old.querySelectorAll(controls)].indexOf(document.activeElement);
  old.replaceWith(made);
  if (focused >= 0) {
    made.querySelectorAll(controls)[focused]?.focus();
  }
}
