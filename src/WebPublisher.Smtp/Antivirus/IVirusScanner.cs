namespace WebPublisher.Smtp.Antivirus;

/// <summary>Looks for malware. Rehearsals imagine one.</summary>
public interface IVirusScanner
{
    /// <summary>Scans content.</summary>
    /// <param name="open">Opens the content from its beginning.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ClamdException">The scanner cannot be had, or said nothing that can be understood.</exception>
    ValueTask<ClamdReply> ScanAsync(Func<Stream> open, CancellationToken cancellation);
}
