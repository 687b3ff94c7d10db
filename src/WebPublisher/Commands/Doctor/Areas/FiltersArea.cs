using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>Do the virus scanner and other filters that agents ask answer?</summary>
internal sealed class FiltersArea : DoctorArea
{
    private const int LongestAnswer = 512;

    /// <inheritdoc/>
    public override string Name => "filters";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case)
    {
        foreach (var agent in @case.Policy.Mail?.Agents ?? [])
        {
            if (agent is AntivirusPolicy antivirus)
            {
                var what = antivirus.OnUnavailable == AgentErrorAction.Defer ? "mail waits outside until it does" : "mail passes unscanned";
                yield return ($"clamd {antivirus.Clamd}", Ask($"clamd {antivirus.Clamd}", antivirus.Clamd.EndPoint, "zPING\0", "PONG", FindingVerdict.Problem, what));
            }

            foreach (var scorer in agent is ContentFilterPolicy filter ? filter.Scorers : [])
            {
                yield return ($"{scorer}", scorer.Spamd is { } spamd
                    ? Ask($"{scorer}", spamd.EndPoint, "PING SPAMC/1.2\r\n\r\n", "PONG", FindingVerdict.Warning, "mail is judged without it")
                    : cancel => AskRspamdAsync(scorer, cancel));
            }
        }
    }

    private static Func<CancellationToken, Task<IReadOnlyList<Finding>>> Ask(string subject, EndPoint address, string question, string answer, FindingVerdict otherwise, string consequence) => async cancellation =>
    {
        try
        {
            var said = await AskAsync(address, question, cancellation);
            return [said.Contains(answer, StringComparison.Ordinal)
                ? Finding.Ok(subject, "answers")
                : new Finding(subject, otherwise, $"answers '{said.Trim('\0', '\r', '\n')}' to a ping; {consequence}", "look whether it is the right program")];
        }
        catch (SocketException failure)
        {
            return [new Finding(subject, otherwise, $"does not answer: {failure.Message}; {consequence}", "start it, or correct its address in the policy")];
        }
    };

    private static async Task<string> AskAsync(EndPoint address, string question, CancellationToken cancellation)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, address.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        await socket.ConnectAsync(address, cancellation);
        await socket.SendAsync(Encoding.ASCII.GetBytes(question), cancellation);
        var answer = new byte[LongestAnswer];
        var length = await socket.ReceiveAsync(answer, cancellation);
        return Encoding.Latin1.GetString(answer, 0, length);
    }

    private static async Task<IReadOnlyList<Finding>> AskRspamdAsync(ExternalScorerPolicy scorer, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        try
        {
            using var response = await client.GetAsync(new Uri(scorer.Rspamd!, "/ping"), HttpCompletionOption.ResponseHeadersRead, cancellation);
            return [response.IsSuccessStatusCode
                ? Finding.Ok($"{scorer}", "answers")
                : Finding.Warning($"{scorer}", $"answers {(int)response.StatusCode} to a ping; mail is judged without it", "look whether it is the right program")];
        }
        catch (HttpRequestException failure)
        {
            return [Finding.Warning($"{scorer}", $"does not answer: {failure.Message}; mail is judged without it", "start it, or correct its address in the policy")];
        }
    }
}
