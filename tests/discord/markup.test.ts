import { describe, expect, test } from 'vitest';
import { cutText, escapeLine, escapeText, escapeWithin, linkTo, startOf } from '../../src/discord/markup.ts';

describe('escapeText', () => {
  test.each([
    ['plain words, (brackets) and 16 June 2021.', 'plain words, (brackets) and 16 June 2021.'],
    ['**bold** _it_ ~~no~~ ||hidden||', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|hidden\\|\\|'],
    ['`code` \\', '\\`code\\` \\\\'],
    ['# heading\n> quote\n- item\n-# small\n1. one', '\\# heading\n\\> quote\n\\- item\n\\-# small\n1\\. one'],
    ['a # b > c - d', 'a # b > c - d'],
    ['[label](https://x.example)', '\\[label\\](https:\u200B//x.example)'],
    ['_https://x.example_', '\\_https:\u200B//x.example\\_'],
    ['steam://run/1 discord://-/x', 'steam:\u200B//run/1 discord:\u200B//-/x'],
    ['1discord.gg/x discord.com/invite/x', '1discord.gg\u200B/x discord.com\u200B/invite/x'],
    ['<@1> <@&2> <#3> <:e:4> <t:5:R>', '\\<@1> \\<@&2> \\<#3> \\<:e:4> \\<t:5:R>'],
    ['@everyone @HERE @ana', '@\u200Beveryone @\u200BHERE @ana'],
    ['a\u0000b\u001b[c\u202Ed\u2066e', 'a b \\[c d e'],
    ['half \ud83d', 'half \ufffd'],
  ])('%j', (text, expected) => {
    expect(escapeText(text)).toBe(expected);
  });
});

describe('lengths', () => {
  test.each([
    ['words '.repeat(100), 50],
    ['*'.repeat(1000), 51],
    ['😀'.repeat(300), 100],
    ['@everyone '.repeat(100), 97],
    ['x'.repeat(300), 256],
  ])('%j is cut to what fits, and to no less than three quarters of it', (text, max) => {
    const cut = escapeWithin(text, max);
    expect(cut.length).toBeLessThanOrEqual(max);
    expect(cut.length).toBeGreaterThan((max * 3) / 4);
    expect(cut.endsWith('…')).toBe(true);
    expect(cut.isWellFormed()).toBe(true);
  });

  test('what fits is left alone', () => {
    expect([cutText('abc', 3), escapeLine(' a\n b ', 3), startOf('abc', 3)]).toEqual(['abc', 'a b', 'abc']);
  });

  test('words end whole where they can', () => {
    expect([cutText('one two three', 10), cutText('onetwothree', 10), startOf('a😀', 2)]).toEqual([
      'one two…',
      'onetwothr…',
      'a',
    ]);
  });
});

test('an address can not end its link', () => {
  expect(linkTo('x', 'https://a.example/(b) c>[d]')).toBe('[x](https://a.example/%28b%29%20c%3E%5Bd%5D)');
});
