using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Agents.Changes;

/// <summary>Once the content is there: writes it anew with something changed. Agents that follow see what was written.</summary>
public abstract record ContentEdit : MailChange
{
    /// <summary>Writes the whole content.</summary>
    /// <param name="from">The content as it is.</param>
    /// <param name="to">Takes the content as it shall be: lines end in CRLF.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract ValueTask ApplyAsync(Stream from, ContentSpool to, CancellationToken cancellationToken);
}
