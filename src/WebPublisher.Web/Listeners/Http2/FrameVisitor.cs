namespace WebPublisher.Web.Listeners.Http2;

/// <summary>Is told of the frames of one direction of a connection.</summary>
internal abstract class FrameVisitor
{
    /// <summary>A frame begins.</summary>
    /// <returns>What there was too much of, or null.</returns>
    public abstract FloodKind? Begin(Http2FrameHeader frame);

    /// <summary>One setting of a SETTINGS frame.</summary>
    /// <returns>What there was too much of, or null.</returns>
    public virtual FloodKind? Setting(int setting, uint value) => null;

    /// <summary>The increment of a WINDOW_UPDATE frame.</summary>
    public virtual void WindowUpdate(int stream, int increment)
    {
    }
}
