namespace WebPublisher.Policy.Secrets;

/// <summary>A password or token. It does not print: formatting, interpolating or logging one shows <c>(secret)</c>.</summary>
public sealed class Secret
{
    private readonly string _value;

    internal Secret(string value) => _value = value;

    /// <summary>The value, for the call that needs it. Do not keep it, and never put it in a message.</summary>
    public ReadOnlySpan<char> Reveal() => _value;

    /// <summary>Always <c>(secret)</c>.</summary>
    public override string ToString() => "(secret)";
}
