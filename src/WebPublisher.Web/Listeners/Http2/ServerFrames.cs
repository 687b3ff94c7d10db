namespace WebPublisher.Web.Listeners.Http2;

/// <summary>Takes note of what is sent to a client.</summary>
internal sealed class ServerFrames(SendWindows windows) : FrameVisitor
{
    public override FloodKind? Begin(Http2FrameHeader frame)
    {
        if (frame.Type == Http2FrameType.Data)
        {
            windows.Send(frame.Stream, frame.Length);
        }

        var ends = frame.Type is Http2FrameType.Data or Http2FrameType.Headers && (frame.Flags & Http2FrameHeader.EndStream) != 0;
        if (ends || frame.Type == Http2FrameType.ResetStream)
        {
            windows.Close(frame.Stream);
        }

        return null;
    }
}
