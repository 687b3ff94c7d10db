// What WCAG 2.2 asks of a page as far as a program can see it. Returns a sentence for each fault. The numbers are those of the success criteria.
// `landmarks` are there once each; `texts` is how many pieces of text are measured at least, so that a page that shows nothing is not without fault.
({ landmarks, texts: least }) => {
  const faults = [];
  const fault = (criterion, element, words) => faults.push(`${criterion} ${describe(element)}: ${words}`);
  const describe = element => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}${element.className?.length ? `.${String(element.className).split(' ')[0]}` : ''} "${(element.textContent ?? '').trim().slice(0, 30)}"`;
  const isSeen = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const isUnseenOnPurpose = element => element.closest('.unseen, .skip') !== null;
  const all = selector => [...document.querySelectorAll(selector)].filter(isSeen);
  const controls = all('a[href], button, input, select, textarea, summary');

  // 3.1.1, 2.4.2, 4.1.1
  document.documentElement.lang || faults.push('3.1.1 the page has no language');
  document.title || faults.push('2.4.2 the page has no title');
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  ids.filter((id, index) => ids.indexOf(id) !== index).forEach(id => faults.push(`4.1.1 the id ${id} is there twice`));
  for (const element of document.querySelectorAll('[aria-labelledby], label[for]')) {
    const id = element.getAttribute('aria-labelledby') ?? element.getAttribute('for');
    (element.tagName === 'DIALOG' && !element.open) || document.getElementById(id) || fault('1.3.1', element, `names ${id}, which is not there`);
  }

  // 4.1.2, 3.3.2, 1.1.1: names
  const nameOf = element => {
    const by = element.getAttribute('aria-labelledby');
    return (element.getAttribute('aria-label') ?? (by && document.getElementById(by)?.textContent) ?? (element.labels?.length ? [...element.labels].map(label => label.textContent).join(' ') : '')
      ?? '').trim() || (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ? '' : element.textContent.trim());
  };
  controls.filter(control => nameOf(control) === '').forEach(control => fault('4.1.2', control, 'has no name'));
  document.querySelectorAll('img:not([alt])').forEach(picture => fault('1.1.1', picture, 'has no alternative'));
  document.querySelectorAll('svg').forEach(picture => picture.getAttribute('aria-hidden') === 'true' || (picture.getAttribute('role') === 'img' && picture.getAttribute('aria-label')) || fault('1.1.1', picture, 'has no alternative'));
  document.querySelectorAll('[tabindex]').forEach(element => element.tabIndex > 0 && fault('2.4.3', element, 'is put before its turn'));

  // 1.3.1, 2.4.6: headings and landmarks
  let level = 0;
  for (const heading of [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(heading => !heading.closest('dialog'))) {
    const next = Number(heading.tagName[1]);
    next > level + 1 && fault('1.3.1', heading, `comes after a heading of level ${level}`);
    level = next;
  }

  for (const landmark of landmarks) {
    document.querySelectorAll(landmark).length === 1 || faults.push(`1.3.1 there is not one ${landmark}`);
  }

  document.querySelectorAll('nav, section, [role=search]').forEach(region => region.matches('[aria-label], [aria-labelledby], [role=search]') || fault('1.3.1', region, 'is a landmark without a name'));
  all('table').forEach(table => table.querySelector('th[scope]') && table.getAttribute('aria-label') || fault('1.3.1', table, 'has no heads or no name'));

  // 1.4.3, 1.4.11: contrast
  const parse = text => {
    const numbers = text.match(/[\d.]+%?/g).map(number => (number.endsWith('%') ? Number.parseFloat(number) / 100 : Number(number)));
    const [red, green, blue, alpha = 1] = text.startsWith('color(') ? [...numbers.slice(0, 3).map(part => part * 255), numbers[3]] : numbers;
    return { red, green, blue, alpha };
  };
  const over = (top, under) => Object.fromEntries(['red', 'green', 'blue'].map(part => [part, top[part] * top.alpha + under[part] * (1 - top.alpha)]).concat([['alpha', 1]]));
  const groundOf = element => {
    const layers = [];
    for (let place = element; place; place = place.parentElement) {
      const colour = parse(getComputedStyle(place).backgroundColor);
      layers.push(colour);
      if (colour.alpha === 1) {
        break;
      }
    }

    return layers.reverse().reduce((under, top) => over(top, under), { red: 255, green: 255, blue: 255, alpha: 1 });
  };
  const luminance = colour => {
    const [red, green, blue] = [colour.red, colour.green, colour.blue].map(part => part / 255).map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let measured = 0;
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() === '' || !isSeen(element) || isUnseenOnPurpose(element) || /^(OPTION|SCRIPT|NOSCRIPT)$/.test(element.tagName)) {
      continue;
    }

    const style = getComputedStyle(element);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ground = groundOf(element);
    const ratio = contrast(over(parse(style.color), ground), ground);
    measured++;
    ratio >= (isLarge ? 3 : 4.5) || fault('1.4.3', element, `has a contrast of ${ratio.toFixed(2)}`);
  }

  measured >= least || faults.push(`1.4.3 only ${measured} texts were measured`);
  for (const field of all('input, select')) {
    const ground = groundOf(field.parentElement);
    const edge = contrast(over(parse(getComputedStyle(field).borderTopColor), ground), ground);
    edge >= 3 || fault('1.4.11', field, `has an edge with a contrast of ${edge.toFixed(2)}`);
    const hint = getComputedStyle(field, '::placeholder').color;
    field.placeholder && (contrast(parse(hint), groundOf(field)) >= 4.5 || fault('1.4.3', field, 'has a hint of too little contrast'));
  }

  // 2.5.8: what is pointed at
  for (const control of controls.filter(control => !isUnseenOnPurpose(control))) {
    const box = control.getBoundingClientRect();
    (box.width >= 24 && box.height >= 24) || fault('2.5.8', control, `is ${box.width.toFixed(0)} by ${box.height.toFixed(0)}`);
  }

  // 1.4.10: nothing to scroll sideways for
  document.documentElement.scrollWidth <= innerWidth || faults.push(`1.4.10 the page is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`);
  for (const element of all('body *')) {
    const box = element.getBoundingClientRect();
    !isUnseenOnPurpose(element) && !element.closest('thead') && box.right > innerWidth + 1 && fault('1.4.10', element, `ends at ${box.right.toFixed(0)} in a window of ${innerWidth}`);
  }

  return faults;
}
