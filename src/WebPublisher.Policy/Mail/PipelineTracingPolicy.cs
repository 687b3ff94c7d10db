namespace WebPublisher.Policy.Mail;

/// <summary>Snapshots of one sender's messages, before and after each agent.</summary>
/// <param name="Sender">The envelope sender: local part, at sign, domain in lower case and A-labels. Letter case does not matter.</param>
/// <param name="Directory">Absolute path of their directory; made with mode 0700.</param>
/// <param name="MaximumMessages">The most messages that are kept.</param>
/// <param name="MaximumDirectorySize">The most bytes that are kept.</param>
public sealed record PipelineTracingPolicy(string Sender, string Directory, int MaximumMessages, long MaximumDirectorySize);
