/** A template that makes no sense, or asks for what is not there. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
