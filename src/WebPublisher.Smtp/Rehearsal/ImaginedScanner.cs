using WebPublisher.Smtp.Antivirus;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>A virus scanner that is there and finds nothing: nothing leaves a rehearsal.</summary>
internal sealed class ImaginedScanner : IVirusScanner
{
    public ValueTask<ClamdReply> ScanAsync(Func<Stream> open, CancellationToken cancellation) => new(new ClamdReply(ScanVerdict.Clean, ""));
}
