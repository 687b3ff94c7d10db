using System.Net.Sockets;
using WebPublisher.Certificates;
using WebPublisher.Policy.Reload;
using WebPublisher.Smtp.EndPoints;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Commands;

/// <summary>Starts a publisher, and turns what an operator can put right into a sentence. Anything else is a fault of the product's own and stays what it is.</summary>
internal static class PublisherFailures
{
    /// <summary>Starts something that holds a publisher.</summary>
    /// <param name="start">Starts it.</param>
    /// <param name="policy">The policy file it starts by.</param>
    /// <exception cref="CommandFailure">It could not start.</exception>
    public static async Task<T> ExplainAsync<T>(Func<Task<T>> start, string policy)
    {
        try
        {
            return await start();
        }
        catch (PolicyRejectedException rejected)
        {
            throw PolicyFile.Rejected(policy, rejected.Diagnostics);
        }
        catch (Exception error) when (error is EndPointBindException or ReceiveConnectorException or DevelopmentCertificateException)
        {
            throw new CommandFailure(error.Message, cause: error);
        }
        catch (Exception error) when (error is IOException or SocketException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"cannot start: {error.Message}", cause: error);
        }
    }
}
