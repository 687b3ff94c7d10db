namespace WebPublisher.Commands.Doctor;

/// <summary>What <c>doctor --json</c> writes.</summary>
/// <param name="Policy">The policy file.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Problems">What does not work now.</param>
/// <param name="Warnings">What will not work, or not under a condition.</param>
/// <param name="Rules">Each rule that publishes.</param>
/// <param name="Areas">What was found in other areas.</param>
internal sealed record DoctorReport(string Policy, string Revision, int Problems, int Warnings, IReadOnlyList<DoctorReport.Rule> Rules, IReadOnlyList<DoctorReport.Area> Areas)
{
    /// <summary>What was found in an area.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Findings">What was found.</param>
    public sealed record Area(string Name, IReadOnlyList<Finding> Findings);

    /// <summary>A rule that publishes.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Bridging">How the legs are joined.</param>
    /// <param name="FrontEnd">Name of the farm.</param>
    /// <param name="PassesConnectionBound">Whether negotiate or ntlm passes in any of its sections.</param>
    /// <param name="Certificates">What clients are presented.</param>
    /// <param name="Servers">The farm's servers.</param>
    public sealed record Rule(string Name, string Bridging, string FrontEnd, bool PassesConnectionBound, IReadOnlyList<Presented> Certificates, IReadOnlyList<Server> Servers);

    /// <summary>A certificate that a listener presents for the rule's names.</summary>
    /// <param name="Listener">The listener.</param>
    /// <param name="Certificate">The certificate.</param>
    public sealed record Presented(string Listener, Certificate Certificate);

    /// <summary>A server, as one connection found it.</summary>
    /// <param name="Address">Host and port.</param>
    /// <param name="Reached">Whether a connection came about that live traffic would use.</param>
    /// <param name="Problem">Why not, or what is wrong all the same; absent when nothing is.</param>
    /// <param name="Warning">What will be wrong; absent when nothing will.</param>
    /// <param name="Protocol">The version of TLS; absent in clear.</param>
    /// <param name="Milliseconds">How long the connection took.</param>
    /// <param name="Certificate">What it presented.</param>
    /// <param name="ExtendedProtection">What becomes of logons with channel binding, for each certificate that clients are presented.</param>
    public sealed record Server(
        string Address, bool Reached, string? Problem, string? Warning, string? Protocol, double Milliseconds, Certificate? Certificate, IReadOnlyList<Binding> ExtendedProtection);

    /// <summary>A certificate.</summary>
    /// <param name="Name">Its name in the policy; absent for a front end's.</param>
    /// <param name="Subject">Its subject.</param>
    /// <param name="Names">The names and addresses it speaks for.</param>
    /// <param name="Expires">The end of its validity.</param>
    /// <param name="ChannelBinding">Its tls-server-end-point (RFC 5929 section 4.1) in hexadecimal; absent where none is defined.</param>
    public sealed record Certificate(string? Name, string Subject, IReadOnlyList<string> Names, DateTimeOffset Expires, string? ChannelBinding);

    /// <summary>The verdict between one certificate that clients see and a front end.</summary>
    /// <param name="Listener">The listener; absent where it does not matter.</param>
    /// <param name="Certificate">The certificate's name in the policy.</param>
    /// <param name="Verdict">The verdict.</param>
    /// <param name="Explanation">The same in words.</param>
    public sealed record Binding(string? Listener, string? Certificate, BindingVerdict Verdict, string Explanation);
}
