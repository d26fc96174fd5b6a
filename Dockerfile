# Bellhop as one static program on nothing else, without root.
#
#   docker build --build-arg VERSION=$(git describe --tags --always) -t bellhop .
#   docker run -p 8080:8080 -v bellhop:/data bellhop
#
# /data holds the embedded database, the secret key and the files: keep it.

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY adapters adapters
COPY bridge bridge
COPY cmd cmd
COPY core core
COPY migrations migrations
ARG VERSION=dev
# timetzdata: the last stage has no time zones of its own.
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -tags timetzdata \
      -ldflags "-s -w -X main.version=${VERSION}" -o /out/bellhop ./cmd/bellhop \
 && mkdir -p /out/data /out/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/bellhop /bellhop
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build --chown=65532:65532 /out/tmp /tmp
USER 65532:65532
ENV BELLHOP_LISTEN=:8080 \
    BELLHOP_DATABASE=/data/bellhop.db \
    BELLHOP_FILES=/data/files
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["/bellhop", "healthcheck"]
ENTRYPOINT ["/bellhop"]
