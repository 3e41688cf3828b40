ARG DOTNET_VERSION=10.0
FROM mcr.microsoft.com/dotnet/sdk:${DOTNET_VERSION} AS build
ARG TARGETARCH
WORKDIR /source
# What restore reads comes first, so that its layer lives until a package changes.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/Blog/Blog.csproj src/Blog/packages.lock.json src/Blog/
# One platform's native libraries instead of all.
RUN dotnet restore src/Blog -r linux-$([ "$TARGETARCH" = arm64 ] && echo arm64 || echo x64)
COPY src/Blog src/Blog
RUN dotnet publish src/Blog -r linux-$([ "$TARGETARCH" = arm64 ] && echo arm64 || echo x64) --no-self-contained -c Release -o /app -p:DebugType=none && mkdir /data

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET_VERSION}
LABEL org.opencontainers.image.title="Blog" \
      org.opencontainers.image.description="A self-hosted blog for an author who writes in Chinese and English"
ENV Blog__DataDirectory=/data \
    ASPNETCORE_HTTP_PORTS=8080 \
    TMPDIR=/data/tmp \
    DOTNET_EnableDiagnostics=0 \
    DOTNET_gcServer=0 \
    DOTNET_TieredPGO=0 \
    DOTNET_GCHeapHardLimitPercent=0x46
WORKDIR /app
COPY --from=build /app .
# A named volume takes its owner from this folder.
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
USER $APP_UID
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=120s --start-interval=1s CMD ["dotnet", "Blog.dll", "health"]
ENTRYPOINT ["dotnet", "Blog.dll"]
