import { evaluate } from './evaluate.ts';
import { parse } from './parse.ts';
import { TemplateError } from './template-error.ts';

/** A template that was understood: makes a text of a JSON value. @throws TemplateError */
export type Template = (data: unknown) => string;

/** @throws TemplateError with docker's beginning of the sentence */
export function compileTemplate(source: string): Template {
  const block = parsed(source);
  return (data) => {
    try {
      return evaluate(block, data);
    } catch (err) {
      if (!(err instanceof TemplateError)) throw err;
      throw new TemplateError(`template: :1: executing "": ${err.message}`);
    }
  };
}

function parsed(source: string): ReturnType<typeof parse> {
  try {
    return parse(source);
  } catch (err) {
    if (!(err instanceof TemplateError)) throw err;
    throw new TemplateError(`template parsing error: template: :1: ${err.message}`);
  }
}
