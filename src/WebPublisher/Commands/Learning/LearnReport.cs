namespace WebPublisher.Commands.Learning;

/// <summary>What <c>learn --json</c> writes.</summary>
/// <param name="Kind"><c>ham</c> or <c>spam</c>.</param>
/// <param name="Forgets">Whether it was taken back.</param>
/// <param name="Messages">Messages read.</param>
/// <param name="Changed">Of them, those that changed what is known.</param>
/// <param name="Ham">Good messages known now.</param>
/// <param name="Spam">Spam known now.</param>
/// <param name="Tokens">Tokens known now.</param>
/// <param name="Confidence">How far the filter believes it: 0 to 1.</param>
internal sealed record LearnReport(string Kind, bool Forgets, int Messages, int Changed, int Ham, int Spam, int Tokens, double Confidence);
