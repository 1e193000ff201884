/** Follow-ups as curators write them: read, and verified. */
import type { KnowledgeFile, ValuePath } from './files.ts';
import { phrasingKey } from './golden.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { Problem } from './problem.ts';
import type { Contents } from './shapes.ts';

/** What they come after and lead to has to be there, and after one thing each leads to one only. */
export function checkFollowUps(
  followUps: Contents['follow-ups'],
  file: KnowledgeFile,
  { entries, gaps }: Pick<KnowledgeBase, 'entries' | 'gaps'>,
  problems: Problem[],
): void {
  const ids = new Set([...entries, ...gaps].map(({ id }) => id));
  const seen = new Map<string, string>();
  followUps.forEach(({ after, asked }, index) => {
    const checkId = (id: string, problem: (message: string) => Problem): void => {
      if (!ids.has(id))
        problems.push(
          problem(
            `There is no entry "${id}" in knowledge/questions.yaml and no such gap in knowledge/gaps.yaml. Correct the id, or take it out.`,
          ),
        );
    };
    checkId(after, (message) => file.problem('unknown-target', [index, 'after'], message));
    for (const [to, lists] of Object.entries(asked)) {
      checkId(to, (message) => file.problemAtKey('unknown-target', [index, 'asked', to], message));
      for (const [text, path] of textsWithPaths(lists)) {
        const key = `${after} ${phrasingKey(text)}`;
        const before = seen.get(key);
        if (before === undefined) seen.set(key, to);
        else
          problems.push(
            file.problem(
              'duplicate-phrasing',
              [index, 'asked', to, ...path],
              `After "${after}", "${text}" already leads to "${before}". It can lead to one thing only; take one of them out.`,
            ),
          );
      }
    }
  });
}

type WrittenFollowUps = Contents['follow-ups'][number]['asked'][string];

/** A plain list asks openly. */
export const byStance = (lists: WrittenFollowUps) => (Array.isArray(lists) ? { phrasings: lists } : lists);

/** Each question with its place in what stands under the id that it leads to. */
export const textsWithPaths = (lists: WrittenFollowUps): [string, ValuePath][] =>
  Array.isArray(lists)
    ? lists.map((text, at) => [text, [at]])
    : Object.entries(lists).flatMap(([field, texts = []]) =>
        texts.map((text, at): [string, ValuePath] => [text, [field, at]]),
      );
