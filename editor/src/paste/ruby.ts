// Readings: `<ruby>漢字<rt>かんじ</rt></ruby>` in all its forms as one base and one reading.

export function rubies(body: HTMLElement): void {
  for (const ruby of body.querySelectorAll('ruby:not([data-reading])')) {
    const readings = [...ruby.querySelectorAll('rt')];
    const reading = readings.map((dom) => dom.textContent?.trim() ?? '').join('');
    for (const dom of [...readings, ...ruby.querySelectorAll('rtc')]) dom.remove();
    if (reading) ruby.setAttribute('data-reading', reading);
    else ruby.replaceWith(...ruby.childNodes);
  }
}
