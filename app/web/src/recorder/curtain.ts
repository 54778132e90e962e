/**
 * Somebody whose line is bad, or who never comes, must not keep the others out of the picture for longer; and in
 * this time nothing is on disk yet that a crash would leave.
 */
export const LONGEST_WAIT_MS = 3000;

/**
 * What is in front of the first picture. Sound is recorded from the first moment on, since no word may be
 * missing of what was agreed to. The picture waits for everybody's: a recording that begins with empty places
 * looks broken, and the sound before it is mostly the moment in which the room is entered. Ingest lets the
 * first picture stand from the beginning of the file.
 */
export class Curtain {
  private since: number | null = null;
  private isRaised = false;

  constructor(private readonly isComplete: () => boolean) {}

  /** Sound is being recorded: the wait begins, once and for all. */
  begin(): void {
    this.since ??= performance.now();
  }

  raise(): void {
    this.isRaised = true;
  }

  get isUp(): boolean {
    if (!this.isRaised && this.since !== null) {
      this.isRaised = this.isComplete() || performance.now() >= this.since + LONGEST_WAIT_MS;
    }
    return this.isRaised;
  }
}
