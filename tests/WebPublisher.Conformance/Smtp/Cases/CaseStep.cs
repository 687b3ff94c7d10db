using System.Text;

namespace WebPublisher.Conformance.Smtp.Cases;

/// <summary>A step of a dialog.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Text">What to send (an octet a character), or what is expected.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Times">How often.</param>
internal sealed record CaseStep(StepKind Kind, string Text = "", double Seconds = 0, int Times = 1)
{
    /// <summary>The octets to send.</summary>
    public byte[] Octets => Encoding.Latin1.GetBytes(Text);

    /// <summary>How long.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Seconds);

    /// <summary>Whether a case that holds such a step is content with a connection that the server closes.</summary>
    public bool PermitsClose => Kind is StepKind.ExpectOrClose or StepKind.TlsOrClose or StepKind.Drain or StepKind.ExpectClose or StepKind.DrainExpect
        || (Kind == StepKind.Expect && Text.Contains("421", StringComparison.Ordinal));
}
