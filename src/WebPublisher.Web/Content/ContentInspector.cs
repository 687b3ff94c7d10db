using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Content;

/// <summary>
/// Sees the body of an answer as it is without its coding, piece by piece, each before anything of that piece is sent. One object an answer, or one for all if it keeps
/// no state. A step of the pipeline adds it to <see cref="Pipeline.PublishingContext.Inspectors"/>.
/// </summary>
internal abstract class ContentInspector
{
    /// <summary>Whether it wants to see this answer's body; asked when the head is there.</summary>
    public virtual bool Wants(ResponseHead head) => true;

    /// <summary>Whether nothing of the answer may be sent yet: what was seen of it may be refused by what follows.</summary>
    public virtual bool Holds => false;

    /// <summary>Looks at the next bytes. What is looked for may be divided between two pieces.</summary>
    /// <returns>Why the answer is refused, or null.</returns>
    public abstract Denial? Inspect(ReadOnlySpan<byte> decoded);

    /// <summary>The body has come to its proper end.</summary>
    /// <returns>Why the answer is refused, or null.</returns>
    public virtual Denial? Complete() => null;

    /// <summary>The body cannot be seen.</summary>
    /// <param name="why">Why not, for the log.</param>
    /// <returns>Why the answer is refused, or null to let it pass unseen.</returns>
    public virtual Denial? Unreadable(string why) => null;
}
