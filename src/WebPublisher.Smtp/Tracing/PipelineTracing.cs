using Microsoft.Extensions.Logging;
using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Tracing;

/// <summary>
/// Keeps what agents make of the messages of one sender: a folder for each message under its number, with a snapshot before and after each agent. Bounded in messages and
/// bytes; what is oldest makes room.
/// </summary>
/// <param name="policy">Whose messages, and where.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where trouble is told.</param>
internal sealed class PipelineTracing(PipelineTracingPolicy policy, TimeProvider time, ILogger logger)
{
    // One message may take a part of what there is, so that it cannot drive out all others.
    private const int Parts = 4;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Where trouble is told.</summary>
    public ILogger Logger => logger;

    /// <summary>The most bytes of one message's snapshots.</summary>
    public long MaximumMessage => policy.MaximumDirectorySize / Parts;

    /// <summary>Watches a session.</summary>
    public AgentWatch Watch(JudgedSession session) => new MessageSnapshots(this, session);

    /// <summary>Whether a sender's messages are kept.</summary>
    public bool Concerns(ReversePath? sender) =>
        sender?.Mailbox is { } mailbox && policy.Sender.Equals($"{mailbox.LocalPart}@{mailbox.Domain.Text}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes the folder of a message, and room for it.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public string Begin(string reference)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var root = Directory.CreateDirectory(policy.Directory, Owner);
        root.UnixFileMode = Owner;
        var room = policy.MaximumDirectorySize - MaximumMessage;
        var kept = 1;

        // Numbers sort by the time they were made at; what has another name is somebody else's.
        foreach (var folder in root.EnumerateDirectories().Where(folder => folder.Name.Length == reference.Length).OrderByDescending(folder => folder.Name, StringComparer.Ordinal))
        {
            room -= folder.EnumerateFiles().Sum(file => file.Length);
            if (++kept > policy.MaximumMessages || room < 0)
            {
                folder.Delete(recursive: true);
            }
        }

        return Directory.CreateDirectory(Path.Combine(policy.Directory, reference), Owner).FullName;
    }
}
